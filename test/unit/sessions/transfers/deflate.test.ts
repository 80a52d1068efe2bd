/** Pieces of files, compressed on the wire: what comes is what was sent, and no more memory is used than that. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Deflater, MOST_PIECE, packed, unpack } from '../../../../main/sessions/transfers/deflate';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import { BadFrame, type Frame } from '../../../../main/sessions/wire/frames';
import { seed } from '../../chance';

const Vectors = z.object({
  frames: z.array(
    z.object({
      name: z.string(),
      transfer: z.number(),
      offset: z.number(),
      hex: z.string(),
      data: z.string(),
    }),
  ),
  invalid: z.array(z.object({ name: z.string(), hex: z.string() })),
});
const file = new URL('../../../../agent/vectors/deflate.json', import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

function payloadOf(bytes: Buffer): Buffer {
  const frames: Frame[] = [];
  new Decoder().push(bytes, (frame) => frames.push(frame));
  const [frame] = frames;
  if (frame?.type !== 'deflated') throw new Error('It is no DEFLATED.');
  return frame.payload;
}

test.each(vectors.frames)('vector $name', ({ hex, transfer, offset, data }) => {
  const read = unpack(payloadOf(Buffer.from(hex, 'hex')));
  expect({ ...read, data: read.data.toString('hex') }).toEqual({ transfer, offset, data });
});

test.each(vectors.invalid)('invalid vector $name', ({ hex }) => {
  expect(() => unpack(payloadOf(Buffer.from(hex, 'hex')))).toThrow(BadFrame);
});

test('what is packed comes out', async () => {
  const text = fc
    .string({ minLength: 1, maxLength: 400, unit: 'binary' })
    .map((row) => Buffer.from(row.repeat(600)).subarray(0, MOST_PIECE));
  await fc.assert(
    fc.asyncProperty(text, fc.nat(0xffff_ffff), fc.maxSafeNat(), async (data, transfer, offset) => {
      const less = await new Deflater().pack(data);
      if (less === null) return;
      expect(less.length).toBeLessThan(data.length);
      const bytes = Buffer.concat(encode(packed(transfer, offset, less)));
      expect(unpack(payloadOf(bytes))).toEqual({ transfer, offset, data });
    }),
    { seed, numRuns: 60 },
  );
});

test('noise and damage are refused, or bounded', () => {
  const whole = deflateRawSync(Buffer.from('user@example.com,Given,Family\n'.repeat(2_000)));
  const damaged = fc.tuple(fc.nat(whole.length - 1), fc.nat(7)).map(([at, bit]) => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
    return bytes;
  });
  const noise = fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(noise, damaged), (less) => {
      try {
        const { data } = unpack(Buffer.concat([Buffer.alloc(12), less]));
        expect(data.length).toBeGreaterThan(0);
        expect(data.length).toBeLessThanOrEqual(MOST_PIECE);
      } catch (why) {
        expect(why).toBeInstanceOf(BadFrame);
      }
    }),
    { seed, numRuns: 3_000 },
  );
});

test('a bomb is refused before it has grown', () => {
  const bomb = packed(1, 0, deflateRawSync(Buffer.alloc(500_000_000)));
  expect(bomb.payload.length).toBeLessThan(1_048_576);
  const before = process.memoryUsage().arrayBuffers;
  expect(() => unpack(bomb.payload)).toThrow(BadFrame);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * MOST_PIECE);
});

test('what does not become less is soon left alone, and what follows is found', async () => {
  const deflater = new Deflater();
  const text = Buffer.from('user@example.com,Given,Family\n'.repeat(8_000));
  for (let count = 0; count < 200; count += 1)
    expect(await deflater.pack(randomBytes(20_000))).toBeNull();
  const [beforeIt] = [process.cpuUsage().user];
  for (let count = 0; count < 50; count += 1) await deflater.pack(randomBytes(MOST_PIECE));
  expect(process.cpuUsage().user - beforeIt).toBeLessThan(1_000_000);
  let found = 0;
  for (let count = 0; count < 65; count += 1) if ((await deflater.pack(text)) !== null) found += 1;
  expect(found).toBeGreaterThan(0);
  expect(await new Deflater().pack(Buffer.alloc(1_023))).toBeNull();
});
