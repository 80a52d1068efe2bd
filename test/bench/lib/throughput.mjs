// @ts-check
import { join } from 'node:path';
import { median } from '../../../setup/benching/row.mjs';
import { findPython } from '../../../setup/lib/python.mjs';
import { output } from './cluster.mjs';
import { MB, withPart } from './counts.mjs';
import { range } from './rounds.mjs';

/**
 * @param {{ ms: number, bytes: number }} passed
 * @returns {number} MB/s
 */
export function rate({ ms, bytes }) {
  return bytes / MB / (ms / 1000);
}

/**
 * @param {import('./terminal.mjs').Terminal} terminal
 * @param {string} command
 * @returns {Promise<number>} MB/s from Enter to the prompt after it, on xterm's screen
 */
export async function inSession({ page, enter, answer }, command) {
  await page.bringToFront();
  await enter(command);
  return rate(await answer());
}

/**
 * @param {string[]} way the words that run a program elsewhere; none: here
 * @param {string} command
 * @returns {Promise<number>} MB/s of the command's output, read from a pseudo-terminal by a program that drops it
 */
export async function barePty(way, command) {
  const python = (await findPython()).path;
  const program = join(import.meta.dirname, 'bare_pty.py');
  const shell = ['bash', '--norc', '-c', `stty -echo; echo; read -r; ${command}`];
  return rate(JSON.parse(await output([python, program, ...way, ...shell])));
}

/**
 * @param {string} name
 * @param {number[]} ours MB/s
 * @param {string} peer
 * @param {number[]} theirs MB/s
 * @param {number | null} least the ratio that has to be reached
 * @returns {import('../../../setup/benching/row.mjs').Row}
 */
export function throughputRow(name, ours, peer, theirs, least) {
  const [value, peerValue] = [median(ours), median(theirs)];
  const spread = withPart(`${range(ours)}; ${peer} ${range(theirs)}`);
  const ratio = value / peerValue;
  const bound = least === null ? null : `>= ${least}`;
  const ok = least === null || ratio >= least;
  return { name, unit: 'MB/s', value, peer, peerValue, ratio, bound, ok, spread };
}
