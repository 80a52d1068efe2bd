// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appLaunch } from '../../../setup/lib/launch.mjs';

/** @typedef {{ argv: string[], env: NodeJS.ProcessEnv }} Command a program to run, with its whole environment */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} words
 * @returns {Command} the app's command line
 */
export function appCommand(env, words) {
  const { command, args, env: added } = appLaunch(words, { headless: true });
  return { argv: [command, ...args], env: { ...env, ...added } };
}

/**
 * Runs the app's command line.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} words
 * @returns {Promise<string>} what it printed
 */
async function cli(env, words) {
  const {
    argv: [command = '', ...args],
    env: all,
  } = appCommand(env, words);
  const stdio = /** @type {const} */ (['ignore', 'pipe', 'inherit']);
  const child = spawn(command, args, { env: all, stdio: [...stdio] });
  let out = '';
  child.stdout?.on('data', (part) => {
    out += part;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${words.join(' ')} ended with exit code ${code}`);
  return out;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[]>} the ids of all sessions of its profile
 */
async function sessionsOf(env) {
  const listed = JSON.parse(await cli(env, ['sessions', '--json']));
  return listed.map((/** @type {{ id: string }} */ { id }) => id);
}

/** @param {NodeJS.ProcessEnv} env */
export async function endSessions(env) {
  const ids = await sessionsOf(env);
  if (ids.length > 0) await cli(env, ['end', ...ids]);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the id of a new session in the cluster
 */
export async function newSession(env) {
  await cli(env, ['run', '--keep', '--backend', 'kubernetes', '--', 'true']);
  const [id] = await sessionsOf(env);
  if (id === undefined) throw new Error('The new session is not listed.');
  return id;
}
