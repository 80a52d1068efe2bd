/** A short run of the fault harness, and that it would notice: the full counts are `npm run faults`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { faults } from '../../faults/faults';
import { LocalSessions } from '../../faults/files/there/local';
import { LocalPlace } from '../../faults/terminal/local-place';
import type { Place } from '../../faults/terminal/place';
import { planOf } from '../../faults/terminal/plan';
import { doRound } from '../../faults/terminal/round';
import { Stage } from '../../faults/terminal/stage';
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
  test.each([
    ['cuts', { cut: 1, reset: 1 }],
    ['kills', { attach: 1, app: 1, renderer: 1, host: 1 }],
  ])('loses nothing over %s', { timeout: 120_000 }, async (what, injected) => {
    const rounds = Object.keys(injected).length;
    const words = ['--seed', SEED, '--rounds', String(rounds), '--what', what, '--json', 'a.json'];
    expect(await faults(words, folder)).toBe(0);
    const outcome: unknown = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
    const bytes = { output: expect.any(Number), input: expect.any(Number) };
    expect(outcome).toMatchObject({ ok: true, rounds, failed: [], injected, ...bytes });
  });

  test('a round in which nothing happened is no proof', async () => {
    const place = await LocalPlace.start();
    const quiet: Place = {
      kinds: place.kinds,
      connect: place.connect,
      load: (first) => place.load(first),
      prepare: () => place.prepare(),
      strike: async () => null,
      end: () => place.end(),
    };
    const stage = new Stage(quiet, { kind: 'here' }, seed);
    try {
      await stage.begin();
      const outcome = await doRound(planOf(seed, 1, 'cut'), quiet, stage, null);
      expect(outcome).toMatchObject({ happened: null, wrong: 'the fault did not happen' });
    } finally {
      await stage.end();
      await quiet.end();
    }
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
  test('does all three in turn', { timeout: 120_000 }, async () => {
    const words = ['--seed', SEED, '--rounds', '1', '--what', 'all', '--json', 'd.json'];
    expect(await faults(words, folder)).toBe(0);
    const outcome: unknown = JSON.parse(readFileSync(join(folder, 'd.json'), 'utf8'));
    const each = { ok: true, rounds: 1 };
    expect(outcome).toMatchObject({ ok: true, cuts: each, kills: each, files: { ok: true } });
  });

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
    ['--what', 'all', '--only', '1'],
    ['--backend', 'docker'],
    ['--wat'],
    ['more'],
  ])('refuses %s %s', async (...words) => {
    expect(await faults(words, folder)).toBe(2);
  });
});
