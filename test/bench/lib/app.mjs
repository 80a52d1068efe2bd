// @ts-check
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { appLaunch } from '../../../setup/lib/launch.mjs';
import { ownHome } from '../../unit/support/own-home.mjs';
import { endSessions } from './cli.mjs';
import { appSettings, output } from './cluster.mjs';
import { logText } from './log-lines.mjs';
import { terminalOf } from './terminal.mjs';
import { PROMPT, watchPort } from './watch-port.mjs';

/** @typedef {import('./cluster.mjs').Cluster} Cluster */

/**
 * The real app, as a user has it, in a profile of its own.
 * @typedef {object} RunningApp
 * @property {number} pid of its main process
 * @property {import('playwright').ElectronApplication} app
 * @property {import('playwright').Page} home the Home window
 * @property {string} folder for files, removed at the end; no other process has heard of it
 *
 * The same with one session and its terminal window, whose prompt nothing else looks like.
 * @typedef {RunningApp & import('./terminal.mjs').Terminal & More} BenchApp
 * @typedef {object} More
 * @property {string} id of the session
 * @property {string} log in the session, a file of a megabyte of log lines
 */

/** A terminal may be long in coming where an image has to be pulled first. ms */
const WINDOW_MS = 120_000;

/** What is chosen in New session; closing a window is not explained, by a dialog that would wait for a person. */
const SETTINGS = { toldClose: true, spares: 0 };
const LAST_SESSION = { tenant: 'demo', size: 'standard' };

/**
 * Starts the app, does the work, and leaves nothing.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {Cluster | null} cluster where new sessions run; null: on this computer
 * @param {(running: RunningApp) => Promise<T>} work
 * @param {{ settings?: object, keep?: boolean }} [how] more of the app's settings; whether sessions are others' to end
 * @returns {Promise<T>}
 */
export async function withHome(env, cluster, work, { settings = {}, keep = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-bench-'));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const backend = cluster === null ? 'local' : 'kubernetes';
  const saved = { ...SETTINGS, lastSession: { ...LAST_SESSION, backend }, ...settings };
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(saved));
  const where = cluster === null ? {} : appSettings(cluster);
  const appEnv = { ...env, ...where, ...ownHome(profile, env), GAMGUI_PROFILE: profile };
  try {
    const app = await launch(appEnv);
    try {
      const home = await app.firstWindow();
      return await work({ pid: app.process().pid ?? 0, app, home, folder });
    } finally {
      await quit(app);
      if (!keep) await endSessions(appEnv);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The same with a session and its window.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {Cluster | null} cluster
 * @param {(bench: BenchApp) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function withApp(env, cluster, work) {
  return withHome(env, cluster, async (running) => {
    await askNew(running);
    const { terminal, id } = await start(running);
    // Typed ahead if the shell is still starting: it reads it then.
    await terminal.enter(`PS1='${PROMPT}'`);
    await terminal.answer();
    const log = cluster === null ? join(running.folder, 'log') : await logInPod(cluster, podOf(id));
    if (cluster === null) writeFileSync(log, logText());
    return work({ ...running, ...terminal, id, log });
  });
}

/**
 * @param {string} id of a session
 * @returns {string} its pod
 */
export function podOf(id) {
  return `gamgui-${id}`;
}

/**
 * Opens New session, filled as in the settings, and waits until it can be started.
 * @param {RunningApp} running
 */
export async function askNew({ home }) {
  await home.bringToFront();
  await home.getByRole('main').waitFor();
  await home.keyboard.press('ControlOrMeta+n');
  const button = startButton(home);
  await button.waitFor();
  await home.waitForFunction(
    (element) => element?.matches(':enabled'),
    await button.elementHandle(),
  );
}

/** @param {import('playwright').Page} home */
function startButton(home) {
  return home.getByRole('button', { name: 'Start session' });
}

/**
 * Starts the session that is asked for.
 * @param {RunningApp} running
 * @returns {Promise<{ terminal: import('./terminal.mjs').Terminal, id: string, clicked: number }>} `clicked` in ms
 *   since 1970
 */
export async function start({ app, home }) {
  const opened = app.waitForEvent('window', { timeout: WINDOW_MS });
  const clicked = await pressStart({ home });
  const page = await opened;
  const terminal = terminalOf(page);
  const answer = await page.evaluate(() => window.gamgui.call('terminal.session'));
  if (!answer.ok) throw new Error(answer.error.message);
  return { terminal, id: answer.value.id, clicked };
}

/**
 * Presses Start session.
 * @param {Pick<RunningApp, 'home'>} running
 * @returns {Promise<number>} when, in ms since 1970
 */
export async function pressStart({ home }) {
  const click = home.evaluate(untilClick);
  await startButton(home).click();
  return click;
}

/**
 * Runs in the page.
 * @returns {Promise<number>}
 */
function untilClick() {
  return new Promise((resolve) => {
    const clicked = (/** @type {MouseEvent} */ { timeStamp }) =>
      resolve(performance.timeOrigin + timeStamp);
    window.addEventListener('click', clicked, { capture: true, once: true });
  });
}

/**
 * @param {Cluster} cluster
 * @param {string} pod
 * @returns {Promise<string>} the log, there
 */
async function logInPod({ kubectl }, pod) {
  const file = '/tmp/log';
  const into = ['exec', '-i', pod, '-c', 'session', '--', 'sh', '-c', `cat > ${file}`];
  await output([...kubectl, ...into], logText());
  return file;
}

/** @param {NodeJS.ProcessEnv} env */
async function launch(env) {
  const { command, args, env: added } = appLaunch();
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
