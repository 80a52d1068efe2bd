/** A short run of the fault harness, and that it would notice: the full counts are `npm run faults`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { faults } from '../../faults/faults';
import { seed } from '../chance';

const SEED = String(seed >>> 1);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-faults-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('a terminal under load in both directions', () => {
  test.each(['cuts', 'kills'])('loses nothing over %s', async (what) => {
    const words = ['--seed', SEED, '--rounds', '4', '--what', what, '--json', 'a.json'];
    expect(await faults(words, folder)).toBe(0);
    const outcome: unknown = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
    expect(outcome).toMatchObject({ ok: true, strikes: 4, input: { bytes: expect.any(Number) } });
  });
});

describe('the harness', () => {
  test.each(['drop', 'double', 'flip'])(
    'notices one byte more, less or other: %s',
    async (kind) => {
      const words = ['--seed', SEED, '--rounds', '1', '--sabotage', kind];
      expect(await faults(words, folder)).toBe(1);
    },
  );

  test.each([['--rounds', 'x'], ['--what', 'rain'], ['--wat'], ['more']])(
    'refuses %s %s',
    async (...words) => {
      expect(await faults(words, folder)).toBe(2);
    },
  );
});
