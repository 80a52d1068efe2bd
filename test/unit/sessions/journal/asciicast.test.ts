/** A recording as asciicast, which asciinema itself must be able to read. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AsciicastWriter } from '../../../../main/sessions/journal/export/asciicast';
import type { Stretch } from '../../../../main/sessions/journal/export/stretches';
import type { ExportFacts } from '../../../../main/sessions/journal/export/writer';
import { toolsPython } from '../../../../setup/steps/python-tools.mjs';

const WHOLE: ExportFacts = { title: 'January on demo', missing: 0, since: null, cap: 1_000 };

/** https://docs.asciinema.org/manual/asciicast/v2/ */
const Header = z.strictObject({
  version: z.literal(2),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  timestamp: z.number().int().optional(),
  idle_time_limit: z.number().optional(),
  title: z.string(),
  env: z.strictObject({ TERM: z.string() }),
});
const Event = z.union([
  z.tuple([z.number().nonnegative(), z.enum(['o', 'm']), z.string()]),
  z.tuple([z.number().nonnegative(), z.literal('r'), z.string().regex(/^\d+x\d+$/)]),
]);

function cast(stretches: readonly Stretch[], facts = WHOLE) {
  const writer = new AsciicastWriter(facts);
  const file = stretches.map((one) => writer.add(one)).join('') + writer.end();
  const [header, ...events] = file
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  return { file, header: Header.parse(header), events: events.map((one) => Event.parse(one)) };
}

const at = (ms: number, data: string, size: Stretch['size'] = { cols: 80, rows: 24 }) => ({
  at: ms,
  size,
  data: Buffer.from(data, 'latin1'),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-cast-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What asciinema's own reader prints of it. */
function played(file: string): string {
  const path = join(folder, 'a.cast');
  writeFileSync(path, file);
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', HOME: folder };
  return execFileSync(toolsPython(), ['-m', 'asciinema', 'cat', path], { env }).toString('utf8');
}

describe('an asciicast', () => {
  test('has times from its beginning, sizes, and where it begins', () => {
    const { header, events } = cast([
      at(1_700_000_000_000, 'one'),
      at(1_700_000_000_250, 'two', { cols: 100, rows: 30 }),
      at(1_700_000_003_000, 'three', { cols: 100, rows: 30 }),
    ]);
    expect(header).toMatchObject({ width: 80, height: 24, timestamp: 1_700_000_000 });
    expect(events).toEqual([
      [0, 'o', 'one'],
      [0.25, 'r', '100x30'],
      [0.25, 'o', 'two'],
      [3, 'o', 'three'],
    ]);
  });

  test('never goes back in time, and needs none', () => {
    const { events } = cast([
      { at: null, size: null, data: Buffer.from('a') },
      at(5_000, 'b'),
      at(4_000, 'c'),
      at(6_000, 'd'),
    ]);
    expect(events.map(([time]) => time)).toEqual([0, 0, 0, 1]);
  });

  test('keeps a character whole that is cut', () => {
    const { events } = cast([at(1, '\xc3'), at(2, '\xa4\xf0\x9f'), at(3, '\x92\xa1\xff')]);
    expect(events.map(([, , text]) => text).join('')).toBe('ä💡\ufffd');
  });

  test('says how much is missing, where players show it', () => {
    const missing = { ...WHOLE, missing: 1_234_567, since: Date.UTC(2026, 0, 2) };
    const { header, events } = cast([at(1, 'x')], missing);
    expect(header.title).toContain('1,234,567 bytes of earlier output are not here');
    expect(events[0]).toEqual([0, 'm', expect.stringContaining('2026-01-02T00:00:00.000Z')]);
  });

  test('of nothing is one too', () => {
    expect(cast([]).events).toEqual([]);
    expect(played(cast([]).file)).toBe('');
  });

  test('is read by asciinema with every byte', () => {
    const { file } = cast(
      [
        at(1_000, 'plain \x1b[31mred\x1b[0m "quoted" \\ \x00\x07\r\n'),
        at(2_000, '\xc3', { cols: 120, rows: 40 }),
        at(3_500, '\xa4\xf0\x9f\x92\xa1\r\n', { cols: 120, rows: 40 }),
      ],
      { ...WHOLE, missing: 5 },
    );
    expect(played(file)).toBe('plain \x1b[31mred\x1b[0m "quoted" \\ \x00\x07\r\nä💡\r\n');
  });

  test('has all text, whatever a program prints and however it comes', () => {
    const data = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    const stretch = fc.record({
      at: fc.option(fc.integer({ min: 1, max: 1e13 })),
      size: fc.option(
        fc.record({
          cols: fc.integer({ min: 1, max: 1000 }),
          rows: fc.integer({ min: 1, max: 1000 }),
        }),
      ),
      data,
    });
    fc.assert(
      fc.property(fc.array(stretch), (stretches) => {
        const { events } = cast(stretches);
        const text = events.flatMap(([, code, said]) => (code === 'o' ? said : [])).join('');
        const whole = Buffer.concat(stretches.map((one) => one.data));
        expect(text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole));
        const times = events.map(([time]) => time);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
