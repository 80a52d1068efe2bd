/** A short run of the soak, and that it would notice: the full count is `npm run soak`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Measure, whatGrew } from '../../soak/bounds';
import { soak } from '../../soak/soak';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-soak-test-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('windows come and go, and nothing grows', { timeout: 180_000 }, async ({ skip }) => {
  skip(process.platform !== 'linux', 'what processes use is read from Linux alone');
  expect(await soak(['--times', '30', '--json', 'a.json'], folder)).toBe(0);
  const outcome: unknown = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
  expect(outcome).toMatchObject({ ok: true, grew: [], shown: expect.any(Number) });
});

test('refuses other words', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await soak(['--times', 'x'], folder)).toBe(2);
});

const MiB = 1_048_576;
const first: Measure = {
  times: 1000,
  main: { descriptors: 20, memory: 200 * MiB, heap: 50 * MiB },
  session: { processes: 1, descriptors: 18, memory: 20 * MiB },
  place: { processes: 3, descriptors: 600 },
  journal: 30 * MiB,
};

test('what stays within its bounds has not grown', () => {
  expect(whatGrew(first, first)).toEqual([]);
  expect(whatGrew(first, { ...first, times: 10_000, journal: 256 * MiB })).toEqual([]);
});

test.each([
  ['descriptors of main', { main: { ...first.main, descriptors: 29 } }],
  ['heap of main', { main: { ...first.main, heap: 59 * MiB } }],
  ['memory of main', { main: { ...first.main, memory: 297 * MiB } }],
  ['processes of the session', { session: { ...first.session, processes: 2 } }],
  ['descriptors of the session', { session: { ...first.session, descriptors: 23 } }],
  ['memory of the session', { session: { ...first.session, memory: 29 * MiB } }],
  ['processes of the place', { place: { ...first.place, processes: 4 } }],
  ['descriptors of the place', { place: { ...first.place, descriptors: 641 } }],
  ['the journal', { journal: 265 * MiB }],
])('%s beyond the bound are told', (name, more) => {
  expect(whatGrew(first, { ...first, ...more })).toEqual([expect.stringContaining(name)]);
});
