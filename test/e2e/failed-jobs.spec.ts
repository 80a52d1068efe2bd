/** What a job that failed leaves to its person: GAM's words, the place of its output, and its rows, in a new session too. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

/** What is in sight of the terminal, from the top. */
const inSight = async (page: Page) => (await page.locator('.xterm-rows').textContent()) ?? '';

test('GAM’s last error is told, and its place in the output is found again', async ({
  place,
  start,
}, info) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'gam info user nobody password Secret99');
  await expect(terminal.getByRole('contentinfo')).toContainText('Failed');
  await typeLine(terminal, 'seq 500');
  await waitForScreen(terminal, /^500$/m);
  // It is painted a moment after it is there.
  await expect.poll(() => inSight(terminal)).not.toContain('ERROR');

  await terminal.keyboard.press('Control+Shift+J');
  const sheet = terminal.getByRole('dialog');
  await expect(sheet.getByText('GAM’s last error')).toBeVisible();
  await expect(sheet.getByText(/^Invalid argument/)).toBeVisible();
  await expect(sheet).not.toContainText('Secret99');
  await expect(sheet.getByText(/started by the path of its program/)).toBeVisible();
  await terminal.screenshot({ path: info.outputPath('failed-job.png') });
  await sheet.getByRole('button', { name: 'Show in the terminal' }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => inSight(terminal)).toMatch(/^\S+ work \$ gam info user nobody/);
  expect(await inSight(terminal)).toContain('ERROR');

  // What the terminal has cleared the session still has.
  await typeLine(terminal, 'clear');
  await terminal.keyboard.press('Control+Shift+K');
  await terminal.keyboard.press('Control+Shift+J');
  await sheet.getByRole('button', { name: 'Show in the terminal' }).click();
  await expect(sheet).toContainText('How the job’s output began');
  await expect(sheet).toContainText('ERROR: Invalid argument');
});

test('the failed rows of a session that has ended are run again in a new one, after a restart of the app', async ({
  place,
  profile,
  start,
}, info) => {
  const first = await start();
  const terminal = await first.opens(() => place.begin(first.home));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  const work = join(profile, 'sessions', id, 'work');
  await writeFile(join(work, 'staff.csv'), 'Email\nnobody1\nsiobhan.osullivan\nnobody2\n');
  await typeLine(terminal, 'gam csv staff.csv gam info user "~Email" quick');
  await expect(terminal.getByRole('contentinfo')).toContainText('2 failed', { timeout: 60_000 });
  await typeLine(terminal, 'exit');
  await expect(first.home.getByText('exit 0', { exact: true })).toBeVisible();
  await first.quit();

  const { home, opens } = await start();
  await home.getByRole('button', { name: 'Jobs' }).click();
  await expect(home.getByRole('listbox', { name: 'Jobs' })).toContainText('1 done, 2 failed');
  const again = home.getByRole('button', { name: 'Run the 2 again in a new session…' });
  await expect(again).toBeVisible();
  await home.screenshot({ path: info.outputPath('ended-job.png') });
  const next = await opens(() => again.click());
  await waitForScreen(next, /gam csv staff\.failed\.csv gam info user '?~Email'? quick$/m);
  // It is at the prompt, and not run.
  expect(await screenOf(next)).not.toContain('Processing');
  await next.keyboard.press('Enter');
  await expect(next.getByRole('contentinfo')).toContainText('2 failed', { timeout: 60_000 });
});
