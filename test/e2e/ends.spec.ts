/** How sessions of this computer end, each by what really ends it, as a person meets it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hostOf } from '../unit/support/outside';
import { test as base, expect } from './lib/app';
import { type Notifications, startNotifications, whyNoNotifications } from './lib/notifications';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

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

/** Makes a session that lives so long, ms, which no button of the app does. */
function make(home: Page, lifeMs: number): Promise<unknown> {
  return home.evaluate(
    (life) =>
      window.gamgui.call('sessions.create', {
        tenant: 'demo' as never,
        backend: 'local',
        size: 'standard',
        lifeMs: life,
      }),
    lifeMs,
  );
}

test('the exit code is said everywhere, and a new session has the same files', async ({
  place,
  profile,
  shell,
  start,
}) => {
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'echo of the first > kept.txt; mkdir out; echo deep > out/deep.txt');
  await typeLine(terminal, 'exit 7');
  await expect(terminal.getByText('The session ended: its shell exited (exit 7).')).toBeVisible();
  await expect(terminal.getByText(/Its files are on this computer: .*kept\.txt/)).toBeVisible();
  await expect(home.getByText('exit 7', { exact: true })).toBeVisible();

  const id = await onlySession(profile);
  expect((await shell(['sessions'])).stdout).toMatch(/Ended: exit 7/);
  const refused = await shell(['exec', id, '--', 'true']);
  expect(refused).toMatchObject({ code: 69, stderr: expect.stringContaining('ended: exit 7') });
  expect(refused.stderr).toContain(`get ${id}`);

  // What the window shows is kept where the person says, for the person alone.
  const saved = join(profile, 'printed.txt');
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, saved);
  await terminal.getByRole('button', { name: 'Save as text…' }).click();
  await expect.poll(() => readFile(saved, 'utf8').catch(() => '')).toContain('exit 7');

  await terminal.getByRole('button', { name: 'New session…' }).click();
  await expect(terminal.getByRole('checkbox', { name: /Send .*kept\.txt/ })).toBeChecked();
  const next = await opens(() => terminal.keyboard.press('Enter'));
  await waitForScreen(next, /\$ $/m);
  const files = next.getByText(/the same at both ends/i).first();
  await expect(files).toBeVisible();
  await typeLine(next, 'cat kept.txt out/deep.txt');
  await waitForScreen(next, /^of the first\ndeep$/m);
});

test('an end that is near is announced and can be moved; one that comes is explained', async ({
  start,
}) => {
  const { home, opens } = await start();
  const terminal = await opens(() => make(home, 100_000));
  await expect(terminal.getByText(/^The session ends in .*: its time is up then\./)).toBeVisible();
  await expect(home.getByText(/^ends in \d+ (s|min)$/).first()).toBeVisible();
  await terminal.getByRole('button', { name: 'Extend by 1 h' }).click();
  await expect(terminal.getByText(/^The session ends in/)).toHaveCount(0);

  const short = await opens(() => make(home, 8_000));
  await expect(
    short.getByText('The session ended: its time was up, and nothing ran.'),
  ).toBeVisible();
  await expect(home.getByText('time was up', { exact: true })).toBeVisible();
});

test('a session in which nothing happens ends, and says so before', async ({
  place,
  profile,
  start,
}) => {
  // The shortest that can be set.
  const settings = { ...place.settings, toldClose: true, idleMs: 60_000 };
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await expect(terminal.getByText(/: nothing happens in it\./)).toBeVisible();
  await expect(terminal.getByText(/nothing happened in it for its idle time/)).toBeVisible({
    timeout: 120_000,
  });
});

test('a host that is stopped from outside, and one that is killed', async ({
  place,
  profile,
  start,
}) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  // A restart is news to an app that has heard from the agent before: it tells of jobs then too.
  await typeLine(terminal, 'gam version');
  await expect(terminal.getByRole('contentinfo')).toContainText('gam version');
  const id = await onlySession(profile);
  process.kill(hostOf(id), 'SIGKILL');
  await expect(terminal.getByText(/^The session was killed at .* started again\./)).toBeVisible();
  process.kill(hostOf(id), 'SIGTERM');
  await expect(terminal.getByText('The session was stopped from outside GamGUI.')).toBeVisible();
});

test('whoever does not look is notified, and a click leads there', async ({
  // The first: it outlives the app, which would miss its bus.
  desktop,
  place,
  start,
}) => {
  const { app, home, opens } = await start(desktop.env);
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'sleep 4; exit 3');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().startsWith('app://gamgui/home/')) window.focus();
  });
  await expect.poll(() => desktop.shown).toMatchObject([{ body: 'Ended: exit 3.' }]);
  const [shown] = desktop.shown;
  expect(shown?.summary).toMatch(/^Demo · /);
  if (shown !== undefined) desktop.click(shown);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL()),
    )
    .toMatch(/^app:\/\/gamgui\/terminal\//);
});
