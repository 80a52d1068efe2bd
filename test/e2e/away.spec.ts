/**
 * The app stood still, the network was gone: the job goes on, and the window gets every byte.
 * GAMGUI_STOPPED_S and GAMGUI_HOLE_S make the times longer, for a run by hand.
 */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { test as base, expect } from './lib/app';
import { type Hole, makeHole } from './lib/hole/hole';
import { onlySession, type TestPlace } from './lib/place/place';
import { memoryOf, pidOf, type Span, standStill } from './lib/stopped';
import { typeLine, waitForScreen } from './lib/terminal';

const seconds = (name: string, usual: number) => Number(process.env[name] ?? usual);
const STOPPED_S = seconds('GAMGUI_STOPPED_S', 6);
const HOLE_S = seconds('GAMGUI_HOLE_S', 20);
/** What may come in at once after that, and be held for a moment. bytes */
const ROOM = 96 * 1024 * 1024;

const test = base.extend<{ hole: Hole }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  hole: async ({}, use) => {
    const hole = await makeHole();
    await use(hole);
    await hole.remove();
  },
});

/** Prints 10 KB in each second for so long, each time with its number and the time, ms since 1970. */
function printFor(s: number): string {
  return `for i in $(seq ${s}); do seq -f "$i of ${s}, %03.0f: words that count" 400; echo "at $i: $(date +%s%3N)"; sleep 1; done; echo all $((1 + 1)) done`;
}

/** The job printed all the time in that span: where it waits for the app, its times lie before and after it. */
async function expectWentOn(place: TestPlace, profile: string, { from, to }: Span): Promise<void> {
  const journal = (await place.journalOf(await onlySession(profile))).toString();
  const found = [...journal.matchAll(/^at (\d+): (\d+)\r?$/gm)].map(([, number, time]) => ({
    number: Number(number),
    time: Number(time),
  }));
  const within = found.filter(({ time }) => from < time && time < to);
  // On a busy machine a second's turn takes up to two.
  expect(within.length).toBeGreaterThanOrEqual(Math.floor((to - from) / 2_000));
  const first = within[0]?.number ?? Number.NaN;
  expect(within.map(({ number }) => number)).toEqual(within.map((_, at) => first + at));
}

/** The window was given every byte of the journal, once and in order. */
async function expectEveryByte(terminal: Page, place: TestPlace, profile: string): Promise<void> {
  const journal = await place.journalOf(await onlySession(profile));
  const given = await terminal.evaluate(async () => ({
    length: window.gamguiProbe?.length,
    sha256: await window.gamguiProbe?.sha256(),
  }));
  const sha256 = createHash('sha256').update(journal).digest('hex');
  expect(given).toEqual({ length: journal.length, sha256 });
}

const linkOf = (terminal: Page) => terminal.locator('.header .link');

test('an app that stood still goes on as if nothing had been', async ({
  place,
  profile,
  start,
}) => {
  test.setTimeout((STOPPED_S + 180) * 1000);
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, printFor(STOPPED_S + 3));
  await waitForScreen(terminal, /^1 of/m);
  const stopped = await standStill(pidOf(app), STOPPED_S * 1000);
  const woke = Date.now();
  await waitForScreen(terminal, new RegExp(`^${STOPPED_S - 1} of`, 'm'));
  console.info(`all was there ${Date.now() - woke} ms after ${STOPPED_S} s of standing still`);
  await waitForScreen(terminal, /^all 2 done$/m);
  await expect(linkOf(terminal)).toContainText('Live');
  await expectWentOn(place, profile, stopped);
  await expectEveryByte(terminal, place, profile);
});

test('while everything is lost on the way the job goes on, and the window catches up', async ({
  place,
  profile,
  start,
  hole,
}) => {
  test.setTimeout((HOLE_S * 1.2 + 180) * 1000);
  const { app, home, opens } = await start(hole.env);
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, printFor(HOLE_S + 5));
  await waitForScreen(terminal, /^1 of/m);
  const before = await memoryOf(pidOf(app));
  await hole.open();
  const lost = Date.now();
  await expect(linkOf(terminal)).toContainText('Reconnecting');
  const noticed = Date.now() - lost;
  expect(noticed).toBeLessThan(17_000);
  await terminal.waitForTimeout(Math.max(0, HOLE_S * 1000 - noticed));
  await hole.close();
  const back = Date.now();
  // Each turn of the job is a second and a bit: half an hour of them ends later than it is counted.
  const timeout = 30_000 + HOLE_S * 100;
  await waitForScreen(terminal, /^all 2 done$/m, { timeout });
  await expect(linkOf(terminal)).toContainText('Live');
  const after = await memoryOf(pidOf(app));
  console.info(
    `noticed after ${noticed} ms; ${HOLE_S} s of black hole; all there ${Date.now() - back} ms after it;`,
    `main's memory ${before / 2 ** 20} MiB before, ${after / 2 ** 20} MiB after`,
  );
  expect(after - before).toBeLessThan(ROOM);
  await expectWentOn(place, profile, { from: lost, to: back });
  await expectEveryByte(terminal, place, profile);
});
