/** Closing a window leaves its session running, which is said once; ending asks each time. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './lib/app';
import { answerDialogs } from './lib/dialog';
import { waitForScreen } from './lib/terminal';

/** Closes the terminal windows as their frame's button does. */
function closeTerminals(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().startsWith('app://gamgui/terminal/')) window.close();
  });
}

test('the first close of a window says that its session goes on, later ones do not', async ({
  place,
  profile,
  start,
}) => {
  await writeFile(join(profile, 'settings.json'), JSON.stringify(place.settings));
  const first = await start();
  const said = await answerDialogs(first.app, 0);
  const terminal = await first.opens(() => place.begin(first.home));
  await waitForScreen(terminal, /\$ $/m);
  await Promise.all([terminal.waitForEvent('close'), closeTerminals(first.app)]);
  expect(await said()).toHaveLength(1);
  expect((await said())[0]).toContain('goes on without its window');
  await expect(first.home.getByText('In background')).toBeVisible();

  const row = first.home.getByRole('row').first();
  const again = await first.opens(() => row.press('Enter'));
  await waitForScreen(again, /\$ $/m);
  await Promise.all([again.waitForEvent('close'), closeTerminals(first.app)]);
  expect(await said()).toHaveLength(1);

  // The next start has not forgotten it, once the app itself knows that its window is closed.
  await expect(first.home.getByText('In background')).toBeVisible();
  await first.kill();
  const second = await start();
  const saidLater = await answerDialogs(second.app, 0);
  // The person closed it, so it does not come back.
  await expect(second.home.getByText('In background')).toBeVisible();
  const later = await second.opens(() => second.home.getByRole('row').first().press('Enter'));
  await waitForScreen(later, /\$ $/m);
  await Promise.all([later.waitForEvent('close'), closeTerminals(second.app)]);
  expect(await saidLater()).toEqual([]);
});

test('a window can be kept open when it is said', async ({ place, profile, start }) => {
  await writeFile(join(profile, 'settings.json'), JSON.stringify(place.settings));
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const said = await answerDialogs(app, 1);
  await closeTerminals(app);
  await expect.poll(said).toHaveLength(1);
  expect(app.windows()).toHaveLength(2);
  await waitForScreen(terminal, /\$ $/m);
});

test('quitting leaves the session running without a question where that is remembered', async ({
  place,
  profile,
  start,
}) => {
  const settings = { ...place.settings, quit: 'leave' };
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
  const first = await start();
  const terminal = await first.opens(() => place.begin(first.home));
  await waitForScreen(terminal, /\$ $/m);
  const process = first.app.process();
  const gone = new Promise((resolve) => process.once('exit', resolve));
  // A dialog would keep the app from quitting until a person comes.
  await first.app.evaluate(({ app }) => app.quit());
  await gone;
  const second = await start();
  await expect(second.home.getByRole('row')).toHaveCount(1);
  const [again = second.home] = await second.terminals(1);
  await waitForScreen(again, /\$ $/m);
});

test('ending asks, with the focus on the safe choice', async ({ place, start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const row = home.getByRole('row').first();
  await row.focus();
  await row.press('Delete');
  await expect(home.getByRole('button', { name: 'Let it run' })).toBeFocused();
  await home.keyboard.press('Enter');
  await expect(home.getByRole('button', { name: 'Let it run' })).toHaveCount(0);
  await expect(row).toBeVisible();
  await row.focus();
  await row.press('Delete');
  const closed = terminal.waitForEvent('close');
  await home.getByRole('button', { name: 'End session' }).click();
  await closed;
  await expect(home.getByRole('row')).toHaveCount(0);
});
