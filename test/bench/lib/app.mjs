// @ts-check
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { appLaunch } from '../../../setup/lib/launch.mjs';
import { endSessions } from './cli.mjs';
import { writeLog } from './log-lines.mjs';
import { PROMPT, watchPort } from './watch-port.mjs';

/**
 * The real app with one local session and its terminal window, as a user has them.
 * @typedef {object} BenchApp
 * @property {number} pid of its main process
 * @property {import('playwright').ElectronApplication} app
 * @property {import('playwright').Page} page the terminal's
 * @property {string} folder for files, removed at the end
 * @property {string} log a file of a megabyte of log lines
 * @property {(line: string) => Promise<void>} enter types a line and presses Enter
 * @property {() => Promise<void>} interrupt presses Ctrl-C
 * @property {() => Promise<import('./watch-port.mjs').Answer>} answer the prompt after the last key
 * @property {(bytes: number) => Promise<void>} shown so many bytes were shown after the last key
 */

/**
 * Starts the app in a profile of its own, does the work, and leaves nothing.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {(bench: BenchApp) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withApp(env, work) {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-bench-'));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  // What is said once about closing a window is a dialog, which would wait for a person.
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ toldClose: true }));
  try {
    const app = await launch({ ...env, GAMGUI_PROFILE: profile });
    try {
      return await work(await openTerminal(app, folder));
    } finally {
      await quit(app);
      await endSessions({ ...env, GAMGUI_PROFILE: profile });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function launch(env) {
  const { command, args, env: added } = appLaunch(['--use-angle=swiftshader']);
  const known = Object.entries({ ...env, ...added }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const app = await _electron.launch({
    executablePath: command,
    args,
    env: Object.fromEntries(known),
  });
  await app.context().addInitScript(watchPort, PROMPT);
  return app;
}

/**
 * @param {import('playwright').ElectronApplication} app
 * @param {string} folder
 * @returns {Promise<BenchApp>} with a prompt that nothing else looks like
 */
async function openTerminal(app, folder) {
  const log = join(folder, 'log');
  writeLog(log);
  const home = await app.firstWindow();
  const opened = app.waitForEvent('window', { timeout: 120_000 });
  await home.getByRole('button', { name: /Start a demo session/ }).click();
  const page = await opened;
  const field = page.getByRole('textbox', { name: /terminal input/i });
  const enter = async (/** @type {string} */ line) => {
    await field.focus();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const bench = {
    pid: app.process().pid ?? 0,
    app,
    page,
    folder,
    log,
    enter,
    interrupt: () => page.keyboard.press('Control+c'),
    answer: () => page.evaluate(() => window.benchWatch.answer()),
    shown: (/** @type {number} */ bytes) =>
      page.evaluate((wanted) => window.benchWatch.shown(wanted), bytes),
  };
  // Typed ahead if the shell is still starting: it reads it then.
  await enter(`PS1='${PROMPT}'`);
  await bench.answer();
  return bench;
}

/**
 * As a shutdown does it: Playwright's own close waits for windows that may ask a question first.
 * @param {import('playwright').ElectronApplication} app
 */
async function quit(app) {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
