import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Frames } from '../../../../main/backends/docker/exec/frames';

const frame = fc.record({
  stream: fc.constantFrom('stdout' as const, 'stderr' as const),
  bytes: fc.uint8Array({ maxLength: 40 }),
});

function encode({ stream, bytes }: { stream: string; bytes: Uint8Array }): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(stream === 'stdout' ? 1 : 2, 0);
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

/** Cut at these places, wherever in a head or a body they are. */
function cut(whole: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((n) => n % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  return ends.map((end, i) => whole.subarray(ends[i - 1] ?? 0, end));
}

describe('the frames of an engine', () => {
  it('give both streams whole, however they come', () =>
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat()), (sent, places) => {
        const frames = new Frames();
        const whole = Buffer.concat(sent.map(encode));
        const pieces = cut(whole, places).flatMap((chunk) => frames.take(chunk));
        for (const stream of ['stdout', 'stderr'] as const) {
          const of = (all: readonly { stream: string; bytes: Uint8Array }[]) =>
            Buffer.concat(all.filter((one) => one.stream === stream).map(({ bytes }) => bytes));
          expect(of(pieces)).toEqual(of(sent));
        }
      }),
    ));

  it('are not taken for frames where they are none', () =>
    expect(() => new Frames().take(Buffer.from('plain text'))).toThrow('not understood'));
});
