/**
 * A bulk job of GAM as its person meets it: what is done and what failed is counted while GAM exits with 0, its end is
 * told, and the rows that failed are run again until none is left.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { test as base, expect } from './lib/app';
import { type Notifications, startNotifications, whyNoNotifications } from './lib/notifications';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

const whyNot = whyNoNotifications();
if (whyNot !== null) console.warn(`notifications are not tested: ${whyNot}`);

const test = base.extend<{ desktop: Notifications }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  desktop: async ({}, use) => {
    test.skip(whyNot !== null, whyNot ?? '');
    const desktop = await startNotifications();
    await use(desktop);
    await desktop.stop();
  },
});

const ROWS = 2_000;
/** These have a unit that there is none of, and those an address that is taken. */
const NO_UNIT = 29;
const TAKEN = 8;
const FAILED = NO_UNIT + TAKEN;
/** GAM starts no process for a row, but looks for ends once a second; without this limit it does not wait with the next ones. */
const QUICK = 'gam config multiprocess_pool_limit -1';
const CREATE =
  'gam create user "~Email" firstname "~First" lastname "~Last" password "~Password" org "~OU"';
const LONG = { timeout: 900_000 };

const emailOf = (row: number) => `row${row}.jobs@demo.example`;
const isTaken = (row: number) => row > ROWS - TAKEN;
const hasNoUnit = (row: number) => row % 66 === 7 && row / 66 < NO_UNIT;

function table(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const row = at + 1;
    const unit = hasNoUnit(row) ? '/Madrid' : '/';
    return `${emailOf(row)},Row,Number ${row},"pass, word ${row}",${unit}\r\n`;
  });
  return `\ufeffEmail,First,Last,Password,OU\r\n${rows.join('')}`;
}

/** The end of a job is told where its window is not looked at. */
async function lookAtHome(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().startsWith('app://gamgui/home/')) window.focus();
  });
}

const titlesOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()));

test('2,000 rows of which 37 fail: counted, told, and run again until none is left', async ({
  // The first: it outlives the app, which would miss its bus.
  desktop,
  place,
  profile,
  shell,
  start,
}, info) => {
  test.setTimeout(2 * LONG.timeout);
  const { app, home, opens } = await start(desktop.env);
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  const work = join(profile, 'sessions', id, 'work');
  await writeFile(join(work, 'staff.csv'), table());
  const taken = Array.from({ length: TAKEN }, (_, at) => emailOf(ROWS - at));
  await writeFile(join(work, 'taken.csv'), `Email\n${taken.join('\n')}\n`);
  await typeLine(terminal, `gam csv taken.csv gam create user "~Email" firstname A lastname B`);
  await waitForScreen(terminal, /Processing complete/, LONG);

  await typeLine(terminal, `clear; ${QUICK} csv staff.csv ${CREATE}`);
  await lookAtHome(app);
  await home.getByRole('button', { name: 'Jobs' }).click();
  const list = home.getByRole('listbox', { name: 'Jobs' });
  // How far it is, in the list, the window's own line and its title.
  await expect(list.getByRole('option').first()).toContainText(/[1-9]\d* of 2,000/, LONG);
  await expect(terminal.getByRole('contentinfo')).toContainText(/of 2,000/);
  await expect.poll(() => titlesOf(app), LONG).toContainEqual(expect.stringMatching(/^\d+ % · /));
  await home.screenshot({ path: info.outputPath('jobs-running.png') });

  await expect.poll(() => desktop.shown.at(-1)?.summary, LONG).toMatch(/: 1,963 done, 37 failed$/);
  const shown = desktop.shown.at(-1);
  expect(shown?.body).toMatch(/^Demo. The job ended after \d+ (s|min)\.$/);
  await expect
    .poll(() => titlesOf(app))
    .toContainEqual(expect.stringMatching(/^1,963 done, 37 failed · /));
  await expect(list.getByRole('option').first()).toContainText('1,963 done, 37 failed');
  const ofHome = home.getByRole('region', { name: 'Job', exact: true });
  await expect(ofHome).toContainText('GAM itself exited with 0; GamGUI counted the rows.');
  await expect(ofHome).toContainText('29 rows: Invalid Organizational Unit');
  await expect(ofHome).toContainText('8 rows: Duplicate');
  // No secret of a row or of the command comes to the screen here.
  await expect(ofHome.getByText('•••').first()).toBeVisible();
  await expect(ofHome.getByText('pass, word')).toHaveCount(0);
  await home.screenshot({ path: info.outputPath('jobs.png') });

  // The notification leads to the job in its window.
  if (shown !== undefined) desktop.click(shown);
  const sheet = terminal.getByRole('dialog');
  await expect(sheet).toContainText('37 failed');
  await expect(sheet.getByRole('row')).toHaveCount(1 + FAILED);
  await terminal.screenshot({ path: info.outputPath('jobs-sheet.png') });
  await sheet.getByText('8 rows: Duplicate').click();
  await expect(sheet.getByRole('button', { name: 'Run the 29 again…' })).toBeVisible();
  await sheet.getByText('8 rows: Duplicate').click();
  await sheet.getByRole('button', { name: 'Run the 37 again…' }).click();
  await waitForScreen(terminal, /csv \S*\/staff\.failed\.csv\s+gam create user/);
  await expect(sheet).toBeHidden();
  // Typed, and not run: with the password's column, which was only masked.
  expect((await screenOf(terminal)).replace(/\s+/g, ' ')).toMatch(
    /password ['"]?~Password['"]? org/,
  );
  const rows = table().split('\r\n');
  const failed = rows.filter(
    (_, row) => row === 0 || hasNoUnit(row) || (isTaken(row) && row <= ROWS),
  );
  expect((await place.fileOf(id, 'staff.failed.csv')).toString()).toBe(
    `${failed.join('\r\n')}\r\n`,
  );

  // With its cause gone, none is left.
  expect((await shell(['exec', id, '--', 'gam', 'create', 'org', '/Madrid'])).code).toBe(0);
  const remove = ['gam', 'csv', 'taken.csv', 'gam', 'delete', 'user', '~Email'];
  expect((await shell(['exec', id, '--', ...remove])).code).toBe(0);
  await terminal.keyboard.press('Enter');
  await expect(list.getByRole('option').first()).toContainText('37 of 37 done', LONG);
});
