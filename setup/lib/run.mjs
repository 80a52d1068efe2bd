// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { SetupError } from './say.mjs';

/** How much of a program's output is kept for an error message, in characters. */
const KEPT = 1_000_000;
/** How long a program that was asked to end may take, in milliseconds. */
const TERM_MS = 2_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let leaving = false;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the caller's own if left out
 * @property {string} [log] a file that gets all output as it comes
 * @property {(text: string) => void} [onStderr] gets its stderr as it comes
 *
 * @typedef {object} RunResult
 * @property {number} code the exit code; 128 and the signal's number if a signal ended it
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program without a terminal and without input.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<RunResult>} rejects with ENOENT if there is no such program
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, so that all it starts ends with it.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  const log = options.log ? createWriteStream(options.log, { flags: 'a' }) : undefined;
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout = (stdout + text).slice(-KEPT);
    log?.write(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr = (stderr + text).slice(-KEPT);
    options.onStderr?.(text);
    log?.write(text);
  });
  try {
    const [code, signal] = await once(child, 'close');
    // Nobody goes on with what was ended on purpose, or reports it as a failure.
    if (leaving) await new Promise(() => {});
    return { code: code ?? (signal === 'SIGINT' ? 130 : 143), stdout, stderr };
  } finally {
    running.delete(child);
    log?.end();
  }
}

/**
 * Runs a program that has to succeed.
 * @param {string} what what it does, for the error: "npm ci"
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { fix?: string }} options
 * @returns {Promise<RunResult>}
 */
export async function mustRun(what, command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-25).join('\n');
  throw new SetupError(`${what} failed (exit code ${result.code}):\n${said}`, options.fix);
}

/**
 * Ends every program that `run` started and that still runs, with what it started itself.
 * @returns {Promise<void>} resolves when they are gone: npm, for one, takes its time
 */
export async function endAll() {
  leaving = true;
  const children = [...running];
  const gone = Promise.all(children.map((child) => once(child, 'exit')));
  for (const child of children) signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => {
    for (const child of children) signalGroup(child, 'SIGKILL');
  }, TERM_MS);
  await gone;
  clearTimeout(timer);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function signalGroup(child, signal) {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // It has just ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Makes an interrupt during set-up end what it started; the next set-up resumes.
 * @returns {() => void} ends that
 */
export function endAllOnSignals() {
  const codes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });
  /** @param {keyof typeof codes} signal */
  const leave = async (signal) => {
    await endAll();
    process.exit(codes[signal]);
  };
  const signals = /** @type {(keyof typeof codes)[]} */ (Object.keys(codes));
  for (const signal of signals) process.on(signal, leave);
  return () => {
    for (const signal of signals) process.removeListener(signal, leave);
  };
}
