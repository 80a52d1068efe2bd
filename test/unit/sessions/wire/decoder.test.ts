/** Bytes cut anywhere give the same frames; bytes that are wrong give BadFrame and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import { BadFrame, type Frame, MOST_LENGTH } from '../../../../main/sessions/wire/frames';
import { count, seed } from '../../chance';

const offset = fc.maxSafeNat();
const u32 = fc.nat(0xffff_ffff);
const stream = fc.constantFrom(0 as const, 1 as const, 2 as const);
const bytes = (least: number) =>
  fc.uint8Array({ minLength: least, maxLength: 300 }).map((data) => Buffer.from(data));

const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ type: fc.constant('output' as const), stream, offset, data: bytes(1) }),
  fc.record({ type: fc.constant('input' as const), epoch: u32, offset, data: bytes(0) }),
  fc.record({ type: fc.constant('taken' as const), epoch: u32, offset }),
  fc.record({ type: fc.constant('ack' as const), stream, offset }),
  fc.record({
    type: fc.constant('resize' as const),
    offset,
    cols: fc.integer({ min: 1, max: 1000 }),
    rows: fc.integer({ min: 1, max: 1000 }),
  }),
  fc.record({
    type: fc.constantFrom('ping' as const, 'pong' as const),
    nonce: fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
  }),
  fc.record({ type: fc.constant('data' as const), transfer: u32, offset, data: bytes(1) }),
  fc.record({ type: fc.constant('got' as const), transfer: u32, offset }),
  fc.record({
    type: fc.constant('error' as const),
    error: fc.record({ code: fc.string(), message: fc.string(), fatal: fc.boolean() }),
  }),
  fc.record({
    type: fc.constant('reply' as const),
    reply: fc.record({
      call: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      ok: fc.record({ path: fc.string({ unit: 'binary' }) }),
    }),
  }),
);

const bytesOf = (frames: readonly Frame[]) => Buffer.concat(frames.flatMap(encode));

/** The bytes in pieces, cut at these places. */
function pieces(all: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (all.length + 1)), all.length])];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, index) => all.subarray(places[index], end));
}

/** Puts a piece of a frame to those before it. */
function join(frames: Frame[], piece: Frame): void {
  const last = frames.at(-1);
  const isPiece =
    'data' in piece && last !== undefined && 'data' in last && last.type === piece.type;
  if (!isPiece || piece.offset !== last.offset + last.data.length) frames.push(piece);
  else frames[frames.length - 1] = { ...last, data: Buffer.concat([last.data, piece.data]) };
}

/** The frames of the chunks; the pieces of one are joined. */
function readAll(chunks: readonly Buffer[]): Frame[] {
  const decoder = new Decoder();
  const frames: Frame[] = [];
  let within = false;
  for (const chunk of chunks) {
    const some: Frame[] = [];
    decoder.push(chunk, (frame) => some.push(frame));
    for (const [at, frame] of some.entries()) {
      if (at === 0 && within) join(frames, frame);
      else frames.push(frame);
    }
    within = decoder.within;
  }
  expect(decoder.within).toBe(false);
  return frames;
}

describe('Decoder', () => {
  test('reads the same frames however their bytes are cut', () => {
    const cuts = fc.array(fc.nat(5_000), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 12 }), cuts, (frames, where) => {
        expect(readAll(pieces(bytesOf(frames), where))).toEqual(frames);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('reads frames that come byte by byte', () => {
    const frames: Frame[] = [
      { type: 'output', stream: 0, offset: 7, data: Buffer.from('abc') },
      { type: 'ping', nonce: 9n },
    ];
    expect(readAll([...bytesOf(frames)].map((byte) => Buffer.of(byte)))).toEqual(frames);
  });

  test('passes whole frames of a chunk on as views of it', () => {
    const chunk = bytesOf([{ type: 'output', stream: 0, offset: 0, data: Buffer.alloc(100) }]);
    const [frame] = readAll([chunk]);
    expect(frame?.type === 'output' && frame.data.buffer === chunk.buffer).toBe(true);
  });

  test('keeps nothing of a chunk but the frame that is not complete', () => {
    const chunk = bytesOf([
      { type: 'ping', nonce: 1n },
      { type: 'input', epoch: 1, offset: 0, data: Buffer.from('12345678') },
    ]);
    const frames: Frame[] = [];
    const decoder = new Decoder();
    decoder.push(chunk.subarray(0, chunk.length - 3), (frame) => frames.push(frame));
    expect(decoder.within).toBe(true);
    decoder.push(chunk.subarray(chunk.length - 3), (frame) => frames.push(frame));
    const last = frames.at(-1);
    if (last?.type !== 'input') throw new Error('no input');
    expect(last.data.toString()).toBe('12345678');
    expect(last.data.buffer.byteLength).toBe(21);
  });

  test('passes data on as it comes, as views of the chunks', () => {
    const all = bytesOf([{ type: 'output', stream: 1, offset: 40, data: Buffer.from('12345678') }]);
    const chunks = [all.subarray(0, 16), Buffer.from(all.subarray(16))];
    const seen: unknown[] = [];
    const decoder = new Decoder();
    for (const chunk of chunks)
      decoder.push(chunk, (frame) => {
        if (frame.type !== 'output') throw new Error('no output');
        const { offset, data } = frame;
        seen.push({ offset, text: data.toString(), isView: data.buffer === chunk.buffer });
      });
    expect(seen).toEqual([
      { offset: 40, text: '12', isView: true },
      { offset: 42, text: '345678', isView: true },
    ]);
  });

  test('refuses data that is too long before it has come', () => {
    const head = Buffer.alloc(14);
    head.writeUInt32BE(10 + 65_537);
    head[4] = 0x03;
    expect(() => new Decoder().push(head, () => {})).toThrow(BadFrame);
  });

  test('survives JSON that is nested as deep as a frame is long', () => {
    const nested = Buffer.alloc(MOST_LENGTH, '[');
    nested[0] = 0x08;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(MOST_LENGTH);
    expect(() => readAll([length, nested])).toThrow(BadFrame);
  });
});

/** Changes bytes, cuts them out, doubles them, or puts others in. */
const mutation = fc.record({
  kind: fc.constantFrom('flip', 'drop', 'double', 'insert'),
  at: fc.nat(4_000),
  length: fc.integer({ min: 1, max: 9 }),
  byte: fc.nat(255),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(all: Buffer, { kind, at, length, byte }: Mutation): Buffer {
  const from = at % all.length;
  const to = Math.min(all.length, from + length);
  const middle = {
    flip: Buffer.from(all.subarray(from, to).map((old) => old ^ (byte || 1))),
    drop: Buffer.alloc(0),
    double: Buffer.concat([all.subarray(from, to), all.subarray(from, to)]),
    insert: Buffer.concat([Buffer.alloc(length, byte), all.subarray(from, to)]),
  }[kind];
  return Buffer.concat([all.subarray(0, from), middle ?? Buffer.alloc(0), all.subarray(to)]);
}

describe('mutated frames', () => {
  test(`${count} of them give frames or BadFrame`, () => {
    let refused = 0;
    const frames = fc.array(anyFrame, { minLength: 1, maxLength: 4 });
    const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
    const cuts = fc.array(fc.nat(5_000), { maxLength: 5 });
    fc.assert(
      fc.property(frames, mutations, cuts, (original, changes, where) => {
        const changed = changes.reduce<Buffer>(
          (all, change) => (all.length === 0 ? all : mutate(all, change)),
          bytesOf(original),
        );
        const decoder = new Decoder();
        try {
          for (const chunk of pieces(changed, where)) decoder.push(chunk, () => {});
        } catch (error) {
          if (!(error instanceof BadFrame)) throw error;
          refused += 1;
        }
      }),
      { seed, numRuns: count },
    );
    // Most of them must be wrong, or this shows nothing.
    expect(refused).toBeGreaterThan(count / 4);
  });
});
