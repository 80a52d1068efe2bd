/** Closing the last window, and quitting, on a desktop with a tray: by the tray's menu, and the desktop's own dialogs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from './lib/app';
import { answerDialog, answerDialogs } from './lib/dialog';
import { waitForScreen } from './lib/terminal';
import { labels, test } from './lib/tray/test';

/** Resolves when the app has ended; ask for it before it is told to. */
function gone(app: ElectronApplication): Promise<unknown> {
  const process = app.process();
  return new Promise((resolve) => process.once('exit', resolve));
}

/** Closes every window as their frames' buttons do. */
function closeAll(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
}

async function ready(terminal: Page): Promise<void> {
  await waitForScreen(terminal, /\$ $/m);
}

test('quitting asks once: cancelled it stays, answered to end all it ends all and goes', async ({
  panel,
  place,
  settle,
  start,
}) => {
  await settle();
  const { app, home, opens } = await start(panel.env);
  await ready(await opens(() => place.begin(home)));
  await ready(await opens(() => panel.click('New session', 'Demo')));
  await panel.click('Quit GamGUI');
  // The desktop's own dialog; the other answers are given without its keys.
  await answerDialog('Quit GamGUI', 'Escape');
  const said = await answerDialogs(app, 2);
  await panel.click('Quit GamGUI');
  await expect.poll(said).toHaveLength(1);
  expect((await said())[0]).toContain('Leave 2 sessions running?');
  await expect.poll(() => labels(panel)).toContain('End all 2 sessions…');

  await answerDialogs(app, 1);
  const end = gone(app);
  await panel.click('Quit GamGUI');
  await end;
  expect(await place.everySession()).toEqual([]);
});

test('left running and remembered, they are there again, and quitting asks no more', async ({
  panel,
  place,
  profile,
  settle,
  start,
}) => {
  await settle();
  const first = await start(panel.env);
  await ready(await first.opens(() => place.begin(first.home)));
  const firstEnd = gone(first.app);
  await answerDialogs(first.app, 0, true);
  await panel.click('Quit GamGUI');
  await firstEnd;
  const kept = JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8'));
  expect(kept.quit).toBe('leave');

  const second = await start(panel.env);
  const [again = second.home] = await second.terminals(1);
  await ready(again);
  await expect.poll(() => labels(panel)).toContain('End all 1 session…');
  const secondEnd = gone(second.app);
  await panel.click('Quit GamGUI');
  await secondEnd;
  expect(await place.everySession()).toHaveLength(1);
});

test('where nothing runs quitting asks nothing', async ({ panel, settle, start }) => {
  await settle();
  const { app } = await start(panel.env);
  await expect.poll(() => labels(panel)).toContain('No session runs');
  const end = gone(app);
  await panel.click('Quit GamGUI');
  await end;
});

test('after its last window the app is in the tray, which is said once', async ({
  panel,
  settle,
  start,
}) => {
  await settle({ toldTray: false });
  const { app } = await start(panel.env);
  await expect.poll(() => labels(panel)).toContain('No session runs');
  await closeAll(app);
  await answerDialog('GamGUI in the tray', 'Return');
  const [home] = await Promise.all([app.waitForEvent('window'), panel.click('Open GamGUI')]);
  await home.waitForLoadState();
  await closeAll(app);
  await expect.poll(() => app.windows().length).toBe(0);
  // Nothing is in the way of the next one.
  await Promise.all([app.waitForEvent('window'), panel.click('New session', 'Choose')]);
});

test('where the desktop has no tray the last window quits', async ({ settle, start }) => {
  await settle({ toldTray: false });
  const { app } = await start();
  const end = gone(app);
  await closeAll(app);
  await end;
});

test('where that is chosen the last window quits, tray or not', async ({
  panel,
  settle,
  start,
}) => {
  await settle({ closeTo: 'quit' });
  const { app } = await start(panel.env);
  await expect.poll(() => labels(panel)).toContain('No session runs');
  const end = gone(app);
  await closeAll(app);
  await end;
});
