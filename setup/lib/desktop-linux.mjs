// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { mustRun } from './run.mjs';
import { SetupError } from './say.mjs';

/**
 * @typedef {object} Desktop
 * @property {Record<string, string>} env what programs that shall appear on it need
 * @property {string[]} parts the programs it is made of
 * @property {() => Promise<void>} stop ends all of them
 */

/**
 * Starts a screen without a monitor (Xvfb), with a session bus if there is none and a window
 * manager if one is installed. All of it ends with this process, however that ends.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Desktop>}
 * @throws {SetupError} when Xvfb is not installed
 */
export async function startDesktop(env = process.env) {
  if (!onPath('Xvfb', env) || !onPath('xauth', env)) {
    throw new SetupError(
      'There is no screen (DISPLAY is not set), and no Xvfb to make one.',
      'Debian, Ubuntu: sudo apt-get install xvfb xauth',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-desktop-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // Also when this process is told to leave at once; its children then end by themselves.
  process.once('exit', removeFolder);
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  const desktop = {
    /** @type {Record<string, string>} */
    env: {},
    parts: ['Xvfb'],
    stop: async () => {
      await Promise.all([...children].reverse().map(end));
      removeFolder();
      process.removeListener('exit', removeFolder);
    },
  };
  try {
    await startScreen(folder, children, desktop.env, env);
    const { DBUS_SESSION_BUS_ADDRESS: bus } = env;
    if (!bus && onPath('dbus-daemon', env)) {
      await startBus(children, desktop, env);
    }
    if (onPath('openbox', env)) await startWindowManager(folder, children, desktop, env);
    return desktop;
  } catch (error) {
    await desktop.stop();
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {import('node:child_process').ChildProcess[]} children
 * @param {Record<string, string>} added
 * @param {NodeJS.ProcessEnv} env
 */
async function startScreen(folder, children, added, env) {
  const authority = join(folder, 'authority');
  const cookie = randomBytes(16).toString('hex');
  // The number is not known yet: the server takes the cookie whatever display it is noted for.
  await mustRun('xauth', 'xauth', ['-f', authority, 'add', ':0', '.', cookie], { env });
  const size = ['-screen', '0', '1440x900x24', '+extension', 'GLX'];
  const flags = ['-displayfd', '3', ...size, '-nolisten', 'tcp', '-noreset', '-auth', authority];
  const child = start('Xvfb', flags, env);
  children.push(child);
  const number = await lineFrom(child, 'Xvfb');
  await mustRun('xauth', 'xauth', ['-f', authority, 'add', `:${number}`, '.', cookie], { env });
  Object.assign(added, { DISPLAY: `:${number}`, XAUTHORITY: authority });
}

/**
 * @param {import('node:child_process').ChildProcess[]} children
 * @param {Desktop} desktop
 * @param {NodeJS.ProcessEnv} env
 */
async function startBus(children, desktop, env) {
  const flags = ['--session', '--nofork', '--nopidfile', '--print-address=3'];
  const child = start('dbus-daemon', flags, { ...env, ...desktop.env });
  children.push(child);
  const address = await lineFrom(child, 'dbus-daemon');
  Object.assign(desktop.env, { DBUS_SESSION_BUS_ADDRESS: address });
  desktop.parts.push('D-Bus');
}

/**
 * @param {string} folder
 * @param {import('node:child_process').ChildProcess[]} children
 * @param {Desktop} desktop
 * @param {NodeJS.ProcessEnv} env
 */
async function startWindowManager(folder, children, desktop, env) {
  // It runs this command when it manages the screen; windows shown earlier would get no frame.
  const flags = ['--sm-disable', '--startup', `touch ${join(folder, 'managed')}`];
  const watcher = watch(folder);
  const child = start('openbox', flags, { ...env, ...desktop.env });
  children.push(child);
  desktop.parts.push('openbox');
  try {
    while (!existsSync(join(folder, 'managed'))) {
      await Promise.race([once(watcher, 'change'), once(child, 'exit').then(failed('openbox'))]);
    }
  } finally {
    watcher.close();
  }
}

/**
 * A program of the desktop: in a session of its own, so that Ctrl-C in the terminal leaves it to
 * us to end it last; killed by the kernel should this process be killed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function start(command, args, env) {
  const tied = onPath('setpriv', env) ? ['setpriv', '--pdeathsig', 'TERM', command] : [command];
  const [program = command, ...first] = tied;
  return spawn(program, [...first, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @returns {Promise<string>} the first line it writes to descriptor 3, when it is ready
 */
async function lineFrom(child, name) {
  const stream = child.stdio[3];
  if (!stream || !('setEncoding' in stream)) throw new Error('descriptor 3 is not a stream');
  stream.setEncoding('utf8');
  let text = '';
  stream.on('data', (part) => {
    text += part;
  });
  while (!text.includes('\n')) {
    await Promise.race([once(stream, 'data'), once(child, 'exit').then(failed(name))]);
  }
  return text.trim();
}

/**
 * @param {string} name
 * @returns {(result: unknown[]) => never}
 */
function failed(name) {
  return ([code]) => {
    throw new SetupError(`${name} ended at once (exit code ${code}).`);
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(program, { PATH = '' }) {
  return PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}
