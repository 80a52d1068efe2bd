// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { say } from './say.mjs';

/**
 * Ctrl-C reaches us twice: from the terminal, and from npm, which passes its own on
 * (https://github.com/npm/run-script/blob/main/lib/signal-manager.js). Nobody presses it twice
 * within this time, in milliseconds.
 */
const SAME_PRESS_MS = 250;
/** How long a program that was asked to quit may take, in milliseconds. */
const QUIT_MS = 15_000;

/**
 * @typedef {object} InPlaceOptions
 * @property {boolean} [quit] any signal asks the program to quit (SIGTERM), and it is killed if
 *   it still runs after `QUIT_MS`; otherwise it gets the signal that we got
 * @property {(pid: number) => void} [onStart]
 */

/**
 * Runs a program in our place: our input, output and signals are its own.
 *
 * It gets a session of its own, where the terminal's Ctrl-C does not reach it, so that each signal
 * comes to it by one way only, through here, whether a person pressed a key or a program sent it
 * to us alone. Windows has no such signals: there the console tells every program itself.
 * @param {import('./launch.mjs').Launch} launch
 * @param {NodeJS.ProcessEnv} env the whole environment
 * @param {InPlaceOptions} options
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 */
export async function runInPlace(launch, env, options = {}) {
  const windows = process.platform === 'win32';
  const child = spawn(launch.command, launch.args, { env, stdio: 'inherit', detached: !windows });
  const stop = windows ? ignoreSignals() : forwardSignals(child, options.quit ?? false);
  try {
    if (child.pid !== undefined) options.onStart?.(child.pid);
    const [code, signal] = /** @type {[number | null, NodeJS.Signals | null]} */ (
      await once(child, 'exit')
    );
    return code ?? 128 + (signal ? constants.signals[signal] : 0);
  } finally {
    stop();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} quit
 * @returns {() => void} ends the forwarding
 */
function forwardSignals(child, quit) {
  let last = Number.NEGATIVE_INFINITY;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const now = performance.now();
    if (now - last < SAME_PRESS_MS) return;
    last = now;
    child.kill(quit ? 'SIGTERM' : signal);
    if (quit) setTimeout(kill, QUIT_MS).unref();
  };
  const kill = () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    say(`It did not quit within ${QUIT_MS / 1000} s and was killed.`);
    child.kill('SIGKILL');
  };
  // Ctrl-Z: it stops with us and goes on with us.
  const pause = () => {
    child.kill('SIGSTOP');
    process.kill(process.pid, 'SIGSTOP');
  };
  const resume = () => child.kill('SIGCONT');
  /** @type {[NodeJS.Signals, (signal: NodeJS.Signals) => void][]} */
  const handlers = [
    .../** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']).map(
      (signal) => /** @type {[NodeJS.Signals, typeof forward]} */ ([signal, forward]),
    ),
    ['SIGTSTP', pause],
    ['SIGCONT', resume],
  ];
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
  };
}

/** @returns {() => void} */
function ignoreSignals() {
  const ignore = () => {};
  process.on('SIGINT', ignore);
  return () => process.removeListener('SIGINT', ignore);
}
