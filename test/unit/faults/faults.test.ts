/** A short run of the fault harness, and that it would notice: the full counts are `npm run faults`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { faults } from '../../faults/faults';
import { LocalSessions } from '../../faults/files/there/local';
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

describe('transfers of files', () => {
  test('end with the same files at both ends, whatever strikes', { timeout: 180_000 }, async () => {
    const words = ['--seed', SEED, '--rounds', '8', '--what', 'files', '--json', 'b.json'];
    const code = await faults(words, folder);
    const outcome: unknown = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'));
    const { kinds } = new LocalSessions();
    const injected = Object.fromEntries(kinds.map((kind) => [kind, expect.any(Number)]));
    expect(outcome).toMatchObject({ ok: true, failed: [], again: 0, injected });
    expect(code).toBe(0);
  });

  test('a byte changed on the way is told, and no file is left', async () => {
    const words = ['--seed', SEED, '--rounds', '1', '--what', 'files', '--sabotage', 'flip'];
    expect(await faults([...words, '--json', 'c.json'], folder)).toBe(1);
    const outcome: unknown = JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8'));
    const failed = { kind: 'flip', happened: true, told: 'hash-mismatch' };
    expect(outcome).toMatchObject({ ok: false, failed: [failed], injected: { flip: 1 } });
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

  test.each([
    ['--rounds', 'x'],
    ['--what', 'rain'],
    ['--what', 'files', '--sabotage', 'drop'],
    ['--only', '1'],
    ['--backend', 'docker'],
    ['--wat'],
    ['more'],
  ])('refuses %s %s', async (...words) => {
    expect(await faults(words, folder)).toBe(2);
  });
});
