// @ts-check
import { readFileSync } from 'node:fs';
import { processesOf } from './memory-linux.mjs';

/** Ticks a second, of which Linux counts in: always this for programs (man 7 time). */
const TICKS = 100;

/** @typedef {Map<number, { name: string, used: number }>} Used by process id: the seconds of CPU it has used */

/**
 * @param {number} main the app's main process
 * @param {string} folder of its profile
 * @returns {Used} by each of its processes
 */
export function cpuOf(main, folder) {
  return new Map(
    processesOf(main, folder).flatMap(({ pid, name }) => {
      const used = seconds(pid);
      return used === null ? [] : [[pid, { name, used }]];
    }),
  );
}

/**
 * @param {number} pid
 * @returns {number | null} null where it has ended
 */
function seconds(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets and may have anything in it; proc(5) counts it as the second field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}
