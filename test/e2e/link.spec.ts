/** Links to sessions, and the start at log-in: a second start of the app, as a desktop does it. */
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { ownHome } from '../unit/support/own-home.mjs';
import { expect, program } from './lib/app';
import { onlySession } from './lib/place/place';
import { waitForScreen } from './lib/terminal';
import { labels, test } from './lib/tray/test';

const exec = promisify(execFile);

/** Starts the app a second time with these words, and resolves when that one has gone. */
async function startAgain(profile: string, words: string[]): Promise<void> {
  const { executablePath, args, env } = program([]);
  const child = spawn(executablePath, [...args, ...words], {
    env: { ...process.env, ...env, ...ownHome(profile), GAMGUI_PROFILE: profile },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.once('exit', resolve));
}

/** The windows of a process that can be seen. */
async function windowsOf(pid: number | undefined): Promise<string[]> {
  const find = ['search', '--onlyvisible', '--all', '--pid', String(pid), '--name', 'GamGUI'];
  // It exits with 1 where it finds none.
  const { stdout } = await exec('xdotool', find).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter(Boolean);
}

/** The address of the page that has the focus. */
function inFront(app: ElectronApplication): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getFocusedWindow()?.webContents.getURL(),
  );
}

test('a link brings a known session to the front, and nothing else', async ({
  place,
  profile,
  start,
}) => {
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  await (await app.browserWindow(home)).evaluate((one) => one.focus());
  await expect.poll(() => inFront(app)).toContain('/home/');

  const refused: string[] = [];
  app.process().stderr?.on('data', (data) => refused.push(String(data)));
  for (const link of ['https://example.com/', 'gamgui://session/nobody', `gamgui://end/${id}`])
    await startAgain(profile, ['--', link]);
  await expect.poll(() => refused.join('').match(/a link was not followed/g)?.length).toBe(3);
  expect(await inFront(app)).toContain('/home/');
  expect(app.windows()).toHaveLength(2);

  await startAgain(profile, ['--', `gamgui://session/${id}`]);
  await expect.poll(() => inFront(app)).toContain('/terminal/');
  // A start without a link is somebody who wants to see the app.
  await startAgain(profile, []);
  await expect.poll(() => inFront(app)).toContain('/home/');
  expect(app.windows()).toHaveLength(2);
});

test('a link to a session whose window is closed opens it', async ({ place, profile, start }) => {
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const window = await app.browserWindow(terminal);
  await Promise.all([terminal.waitForEvent('close'), window.evaluate((one) => one.close())]);
  const id = await onlySession(profile);
  const again = await opens(() => startAgain(profile, ['--', `gamgui://session/${id}`]));
  await waitForScreen(again, /\$ $/m);
});

test('at log-in the app starts in the tray, by an entry that the setting makes and removes', async ({
  panel,
  profile,
  settle,
  start,
}) => {
  await settle();
  const config = { XDG_CONFIG_HOME: join(profile, 'config') };
  const entry = () =>
    readFile(join(profile, 'config', 'autostart', 'gamgui.desktop'), 'utf8').catch(() => '');
  const first = await start({ ...panel.env, ...config });
  await first.home.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  const atLogin = first.home.getByRole('switch', { name: 'Start at log-in' });
  await atLogin.press('Space');
  await expect.poll(entry).toMatch(/^Exec=".*" "--hidden"$/m);
  await first.quit();

  // As the desktop does it: the app, with what the entry has behind its name.
  const child = spawn(program([]).executablePath, [...program(['--hidden']).args], {
    env: {
      ...process.env,
      ...program([]).env,
      ...ownHome(profile),
      ...panel.env,
      ...config,
      GAMGUI_PROFILE: profile,
    },
    stdio: 'ignore',
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await expect.poll(() => labels(panel)).toContain('Open GamGUI');
  expect(await windowsOf(child.pid)).toEqual([]);
  await panel.click('Open GamGUI');
  await expect.poll(() => windowsOf(child.pid)).toHaveLength(1);
  await panel.click('Quit GamGUI');
  await gone;

  const last = await start({ ...panel.env, ...config });
  await last.home.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  await last.home.getByRole('switch', { name: 'Start at log-in' }).press('Space');
  await expect.poll(entry).toBe('');
});
