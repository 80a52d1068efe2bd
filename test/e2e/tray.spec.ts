/** The tray on a real panel, looked at and clicked through D-Bus, as the panel does. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { FILLS } from '../../main/desktop/tenant-colours';
import { hostOf } from '../unit/support/outside';
import { expect } from './lib/app';
import { answerDialog } from './lib/dialog';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';
import type { Panel } from './lib/tray/panel';
import { labels, test } from './lib/tray/test';

const exec = promisify(execFile);
const DOCS = join(import.meta.dirname, '../../docs');

/** What the tray shows follows what Home shows within this. ms */
const SOON = { timeout: 1000, intervals: [50] };

test.beforeEach(({ settle }) => settle());

const icon = async (panel: Panel) => (await panel.look())?.icon.split('-')[0];

test('a session is made, opened and ended from the tray, which follows within a second', async ({
  panel,
  start,
  profile,
}) => {
  const { app, home, opens } = await start(panel.env);
  await expect.poll(() => labels(panel)).toContain('No session runs');
  expect(await icon(panel)).toBe('idle');

  const terminal = await opens(() => panel.click('New session', 'Demo'));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  await expect(home.getByRole('row')).toHaveCount(1);
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, open`);

  // While nobody reads what it prints, it goes on; Home says for how long, and how far as soon as GAM says so.
  await typeLine(terminal, 'gam print users allfields | sleep 10');
  await expect(home.getByText(/^(running for|got 1,200 Users)/)).toBeVisible();
  await expect.poll(() => icon(panel), SOON).toBe('working');
  await expect(home.getByText('got 1,200 Users')).toBeVisible();
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, got 1,200 Users`);
  expect(await icon(panel)).toBe('working');
  await expect(home.getByText(/^Failed, exit/)).toBeVisible();
  await expect.poll(() => icon(panel), SOON).toBe('idle');
  expect(await labels(panel)).toContain(`Demo: ${id}, open`);

  await closeWindow(app, terminal);
  await expect(home.getByText('In background')).toBeVisible();
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, in background`);
  const again = await opens(() => panel.click('Demo: ', 'Open'));
  await waitForScreen(again, /\$ $/m);
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, open`);

  const closed = again.waitForEvent('close');
  await panel.click('Demo: ', 'End session');
  await answerDialog('End sessions', 'Left', 'Return');
  await closed;
  await expect(home.getByRole('row')).toHaveCount(0);
  await expect.poll(() => labels(panel), SOON).toContain('No session runs');
});

test('what waits for somebody changes the icon, and is counted', async ({
  panel,
  place,
  profile,
  start,
}) => {
  const { home, opens } = await start(panel.env);
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await expect.poll(() => icon(panel)).toBe('idle');
  process.kill(hostOf(await onlySession(profile)), 'SIGTERM');
  await expect(terminal.getByText('The session was stopped from outside GamGUI.')).toBeVisible();
  await expect.poll(() => icon(panel)).toBe('attention');
  expect(await labels(panel)).toContain('1 needs attention…');
  await panel.click('Demo: ', 'Remove from list');
  await expect.poll(() => labels(panel)).toContain('No session runs');
  expect(await icon(panel)).toBe('idle');
});

test('a session has its tenant’s colour, and its job is stopped as by Ctrl-C after a question', async ({
  panel,
  start,
}) => {
  const { home, opens } = await start(panel.env);
  await expect.poll(() => labels(panel)).toContain('No session runs');
  const terminal = await opens(() => panel.click('New session', 'Demo'));
  await waitForScreen(terminal, /\$ $/m);
  const badge = async () =>
    (await panel.look())?.menu.find(({ label }) => label.startsWith('Demo: '))?.badge;
  await expect.poll(badge).toBeTruthy();
  expect(FILLS.demo).toContain(await badge());

  await typeLine(terminal, 'gam print users allfields | sleep 60');
  await expect.poll(() => icon(panel)).toBe('working');
  await panel.click('Demo: ', 'Stop the job');
  await answerDialog('Stop a job', 'Return');
  expect(await icon(panel)).toBe('working');
  await panel.click('Demo: ', 'Stop the job');
  await answerDialog('Stop a job', 'Left', 'Return');
  await expect(home.getByText(/^Stopped, /)).toBeVisible();
  await expect.poll(() => icon(panel), SOON).toBe('idle');
  await waitForScreen(terminal, /\$ $/m);
});

test('a tray that comes long after the app has its icon', async ({ panel, start }) => {
  test.setTimeout(90_000);
  await panel.hide();
  const { app } = await start(panel.env);
  const { pid } = app.process();
  // Then it has given up to wait for one.
  await expect.poll(() => isListening(pid), { timeout: 60_000 }).toBe(true);
  expect(await panel.look()).toBeNull();
  panel.show();
  await expect.poll(() => labels(panel)).toContain('No session runs');
  expect(await icon(panel)).toBe('idle');
  await expect.poll(() => isListening(pid)).toBe(false);
});

/** Whether the app listens to what the session bus says. */
async function isListening(pid: number | undefined): Promise<boolean> {
  const args = ['-P', String(pid), '-x', 'dbus-monitor'];
  return exec('pgrep', args).then(
    () => true,
    () => false,
  );
}

test('the menu opens at the icon, on the screen', async ({ panel, place, start }) => {
  const { app, home, opens } = await start(panel.env);
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const second = await opens(() => panel.click('New session', 'Demo'));
  await waitForScreen(second, /\$ $/m);
  await typeLine(second, 'gam print users allfields | sleep 30');
  // Nothing of the menu changes any more, until it is looked at.
  await expect.poll(async () => (await labels(panel)).join()).toContain('got 1,200 Users');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.minimize();
  });
  const before = await menus();
  // The icon is the last thing on the panel, at the top right.
  await exec('xdotool', ['mousemove', '1425', '15', 'click', '3']);
  await expect.poll(menus).toBe(before + 1);
  await exec('xdotool', ['key', 'Down', 'Right']);
  await expect.poll(menus).toBe(before + 2);
  if (process.env['GAMGUI_PICTURES'] === '1')
    await exec('import', [
      '-window',
      'root',
      '-crop',
      '620x195+820+0',
      '+repage',
      join(DOCS, 'tray.png'),
    ]);
  await exec('xdotool', ['key', 'Escape', 'Escape']);
});

/** How many windows of the panel can be seen: it, its icons, and open menus. */
async function menus(): Promise<number> {
  const find = ['search', '--onlyvisible', '--class', 'panel|wrapper'];
  const { stdout } = await exec('xdotool', find);
  return stdout.split('\n').filter(Boolean).length;
}

/** Closes a terminal window as its frame's button does. */
async function closeWindow(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await Promise.all([page.waitForEvent('close'), window.evaluate((one) => one.close())]);
}
