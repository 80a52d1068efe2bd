/** Recordings, taken apart as they come. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Stretch, Stretches } from '../../../../main/sessions/journal/export/stretches';
import { recording } from './recording';

const VECTORS = z
  .object({
    recordings: z.array(
      z.object({
        name: z.string(),
        hex: z.string(),
        stretches: z.array(
          z.object({ at: z.number(), cols: z.number(), rows: z.number(), data: z.string() }),
        ),
      }),
    ),
    invalid: z.array(z.object({ name: z.string(), hex: z.string() })),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../../agent/vectors/journal.json', import.meta.url), 'utf8'),
    ),
  );

function taken(pieces: readonly Buffer[]): { stretches: Stretch[]; whole: boolean } {
  const stretches = new Stretches();
  const found = pieces.flatMap((piece) => [...stretches.take(piece)]);
  return { stretches: found, whole: stretches.whole };
}

describe('a recording', () => {
  test.each(VECTORS.recordings)('$name is read as the vectors say', ({ hex, stretches }) => {
    const read = taken([Buffer.from(hex, 'hex')]);
    expect(read.whole).toBe(true);
    expect(read.stretches).toEqual(
      stretches.map(({ at, cols, rows, data }) => ({
        at: at === 0 ? null : at,
        size: cols === 0 ? null : { cols, rows },
        data: Buffer.from(data, 'hex'),
      })),
    );
  });

  test.each(VECTORS.invalid)('$name is refused', ({ hex }) => {
    expect(() => taken([Buffer.from(hex, 'hex')])).toThrow('no recording');
  });

  test('is the same however it is cut', () => {
    const stretch = fc.record({
      at: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
      size: fc.option(
        fc.record({
          cols: fc.integer({ min: 1, max: 1000 }),
          rows: fc.integer({ min: 1, max: 1000 }),
        }),
      ),
      data: fc.uint8Array({ minLength: 1, maxLength: 50 }),
    });
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(stretch), cuts, (stretches, lengths) => {
        const whole = recording(stretches);
        const pieces: Buffer[] = [];
        for (let at = 0, n = 0; at < whole.length; n++) {
          const end = at + (lengths[n % lengths.length] ?? 1);
          pieces.push(whole.subarray(at, end));
          at = end;
        }
        const read = taken(pieces);
        expect(read.whole).toBe(true);
        const joined: { at: number | null; size: Stretch['size']; data: number[] }[] = [];
        let left = 0;
        for (const { at, size, data } of read.stretches) {
          if (left === 0) {
            left = stretches[joined.length]?.data.length ?? 0;
            joined.push({ at, size, data: [] });
          }
          left -= data.length;
          joined.at(-1)?.data.push(...data);
        }
        expect(joined).toEqual(stretches.map((one) => ({ ...one, data: [...one.data] })));
      }),
    );
  });
});
