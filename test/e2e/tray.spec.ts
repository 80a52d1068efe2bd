/** The tray on a real panel, looked at and clicked through D-Bus, as the panel does. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { hostOf } from '../unit/support/outside';
import { test as base, expect } from './lib/app';
import { answerDialog } from './lib/dialog';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';
import { type Panel, startPanel, whyNoPanel } from './lib/tray/panel';

const whyNot = whyNoPanel();
if (whyNot !== null) console.warn(`the tray is not tested: ${whyNot}`);

/** The last choice of somebody who had a session before. */
const LAST = { tenant: 'demo', backend: 'local', size: 'standard', lifeMs: 3_600_000 };

/** What the tray shows follows what Home shows within this. ms */
const SOON = { timeout: 1000, intervals: [50] };

const test = base.extend<{ panel: Panel }>({
  // The first: it outlives the app, which would miss its bus.
  panel: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
    async ({}, use) => {
      test.skip(whyNot !== null, whyNot ?? '');
      const panel = await startPanel();
      await use(panel);
      await panel.stop();
    },
    { auto: true },
  ],
});

test.beforeEach(async ({ place, profile }) => {
  const settings = { ...place.settings, toldClose: true, toldTray: true, lastSession: LAST };
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
});

/** The labels of the menu. */
async function labels(panel: Panel): Promise<string[]> {
  return ((await panel.look())?.menu ?? []).map(({ label }) => label);
}

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

  // While nobody reads what it prints, it goes on.
  await typeLine(terminal, 'gam print users allfields | sleep 4');
  await expect(home.getByText(/^running for/)).toBeVisible();
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, working`);
  expect(await icon(panel)).toBe('working');
  await expect(home.getByText(/^running for/)).toHaveCount(0);
  await expect.poll(() => icon(panel), SOON).toBe('idle');

  await closeWindow(app, terminal);
  await expect(home.getByText('In background')).toBeVisible();
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, in background`);
  const again = await opens(() => panel.click('Demo: ', 'Open'));
  await waitForScreen(again, /\$ $/m);
  await expect.poll(() => labels(panel), SOON).toContain(`Demo: ${id}, open`);

  const closed = again.waitForEvent('close');
  await panel.click('Demo: ', 'End session');
  execFileSync('import', ['-window', 'root', '/tmp/tray-exp/dialog.png']);
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

/** Closes a terminal window as its frame's button does. */
async function closeWindow(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await Promise.all([page.waitForEvent('close'), window.evaluate((one) => one.close())]);
}
