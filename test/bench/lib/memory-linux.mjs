// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MB } from './counts.mjs';

/**
 * A process and its resident memory as the kernel counts it: it misses no peak, as samples would.
 * @typedef {object} Memory
 * @property {number} pid
 * @property {string} name for a person
 * @property {number} now MB
 * @property {number} peak MB, the highest since it began or since `forgetPeaks`
 */

/**
 * @param {number} main the app's main process
 * @param {string} folder of its profile; no other process has heard of it
 * @returns {Memory[]} of each process of the app and of its sessions: all that it started, and all
 *   that have the folder in their arguments or the environment they were started with
 */
export function memoryOf(main, folder) {
  return processesOf(main, folder).flatMap(memory);
}

/**
 * @param {number} main
 * @param {string} folder
 * @returns {{ pid: number, name: string }[]} the same processes, with names for a person
 */
export function processesOf(main, folder) {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(all.map((pid) => [pid, Number(field(pid, 'PPid') ?? 0)]));
  /** @type {(pid: number | undefined) => boolean} */
  const isUnder = (pid) => pid !== undefined && (pid === main || isUnder(parents.get(pid)));
  const mentions = (/** @type {number} */ pid) =>
    [read(pid, 'cmdline'), read(pid, 'environ')].some((text) => text.includes(folder));
  return all
    .filter((pid) => isUnder(pid) || mentions(pid))
    .map((pid) => ({ pid, name: nameOf(read(pid, 'cmdline')) }));
}

/**
 * Lets the peaks begin anew: proc(5), clear_refs.
 * @param {Memory[]} processes
 */
export function forgetPeaks(processes) {
  for (const { pid } of processes) writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/**
 * @param {Memory[]} before
 * @param {Memory[]} after
 * @returns {{ name: string, by: number }[]} the highest of each over what was resident before, MB; the most first. One that
 *   began later counts as a whole
 */
export function growth(before, after) {
  const had = new Map(before.map(({ pid, now }) => [pid, now]));
  const grown = after.map(({ pid, name, peak }) => ({ name, by: peak - (had.get(pid) ?? 0) }));
  return grown.sort((a, b) => b.by - a.by);
}

/**
 * @param {number} pid
 * @param {string} file
 * @returns {string} empty where the process has ended meanwhile, or is another user's
 */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @param {string} name
 * @returns {string | undefined} of its status, without the unit
 */
function field(pid, name) {
  return new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(pid, 'status'))?.[1];
}

/**
 * @param {{ pid: number, name: string }} process
 * @returns {Memory[]} one, or none where it has ended
 */
function memory({ pid, name }) {
  // In kB, by which the kernel means 1,024 bytes.
  const [now, peak] = [field(pid, 'VmRSS'), field(pid, 'VmHWM')];
  if (now === undefined || peak === undefined) return [];
  const megabytes = (/** @type {string} */ kibibytes) => (Number(kibibytes) * 1024) / MB;
  return [{ pid, name, now: megabytes(now), peak: megabytes(peak) }];
}

/** Chromium's process types under the names that people use. */
const TYPES = new Map([
  ['gpu-process', 'GPU'],
  ['utility', 'utility'],
]);

/**
 * @param {string} cmdline words that end in NUL; Chromium's children have one, with spaces in it
 * @returns {string}
 */
function nameOf(cmdline) {
  const words = cmdline.split(/[\0 ]/);
  const after = (/** @type {string} */ start) =>
    words.find((word) => word.startsWith(start))?.slice(start.length);
  const type = after('--type=');
  const service = after('--utility-sub-type=');
  if (type !== undefined) return [TYPES.get(type) ?? type, service].filter(Boolean).join(' ');
  const agent = words.findIndex((word) => basename(word) === 'agent' || word.includes('/agents/'));
  if (agent > 0) return `agent ${words[agent + 1]}`;
  return words[0]?.includes('electron') ? 'main' : basename(words[0] ?? '');
}
