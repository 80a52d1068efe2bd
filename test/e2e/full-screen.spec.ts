/** A program that fills its screen is right again when its window comes back, also at another size, with what was above it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type RunningApp, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

const LINES = 400;

/** A line of the file that is looked at: long enough to be cut or wrapped at another width. */
const line = (number: number) => `${String(number).padStart(3, '0')} ${'abcdefghij'.repeat(7)} end`;

/** The rows of the screen, without the spaces at their ends. */
async function rowsOf(page: Page): Promise<string[]> {
  const rows = (await screenOf(page)).split('\n').map((row) => row.trimEnd());
  // The text ends with a line feed.
  return rows.slice(0, -1);
}

/** Gives the session's window another size while no app is there, as another screen would. */
async function resize(profile: string, id: string, width: number, height: number): Promise<void> {
  const file = join(profile, 'windows.json');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  const bounds = { x: 40, y: 40, width, height };
  await writeFile(file, JSON.stringify({ ...kept, [id]: { ...kept[id], bounds } }));
}

async function startAgain(start: () => Promise<RunningApp>): Promise<[RunningApp, Page]> {
  const app = await start();
  const [page = app.home] = await app.terminals(1);
  return [app, page];
}

/** Whether less shows the file from a line on, a row each, and its prompt in the last row: at first the file's name. */
function isRight(rows: string[], top: number): boolean {
  const shown = rows.slice(0, -1);
  const cols = Math.max(...rows.map((row) => row.length));
  const right = shown.every(
    (row, at) =>
      row ===
      line(top + at)
        .slice(0, cols)
        .trimEnd(),
  );
  return right && shown.length > 5 && /^(:|lines)$/.test(rows.at(-1) ?? '');
}

test('less is right again after a kill, at the same size and at others', async ({
  place,
  profile,
  start,
}) => {
  let running = await start();
  let page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  const id = await onlySession(profile);
  const text = 'abcdefghij'.repeat(7);
  await typeLine(page, `seq -f '%03.0f ${text} end' ${LINES} > lines; echo above $((40 + 2))`);
  await waitForScreen(page, /^above 42$/m);
  await typeLine(page, 'less -S lines');
  await expect.poll(async () => isRight(await rowsOf(page), 1)).toBe(true);
  await page.keyboard.type('37g');
  await expect.poll(async () => isRight(await rowsOf(page), 37)).toBe(true);
  const before = await rowsOf(page);
  expect(before.at(-1)).toBe(':');

  await running.kill();
  [running, page] = await startAgain(start);
  await expect.poll(() => rowsOf(page)).toEqual(before);

  for (const [width, height] of [
    [700, 480],
    [1200, 800],
  ] as const) {
    await running.kill();
    await resize(profile, id, width, height);
    [running, page] = await startAgain(start);
    await expect.poll(async () => isRight(await rowsOf(page), 37)).toBe(true);
    expect((await rowsOf(page)).length).not.toBe(before.length);
  }
  // It goes on as before, and what was above it is there when it has ended.
  await page.keyboard.type('j');
  await expect.poll(async () => isRight(await rowsOf(page), 38)).toBe(true);
  await page.keyboard.type('q');
  await waitForScreen(page, /^above 42\n[\s\S]*\$ $/m);
  expect(await screenOf(page)).not.toMatch(/^040 abc/m);
});

test('top draws its whole screen anew at another size', async ({ place, profile, start }) => {
  let running = await start();
  let page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  const id = await onlySession(profile);
  await typeLine(page, 'top -d 1');
  await waitForScreen(page, /^top - .*\n[\s\S]*PID +USER/m);
  await running.kill();
  await resize(profile, id, 1200, 800);
  [running, page] = await startAgain(start);
  const heads = async () => (await rowsOf(page)).filter((row) => /^ +PID +USER/.test(row)).length;
  await waitForScreen(page, /^top - .*\n[\s\S]*PID +USER/m);
  await expect.poll(heads).toBe(1);
  await page.keyboard.type('q');
  await waitForScreen(page, /\$ $/m);
});
