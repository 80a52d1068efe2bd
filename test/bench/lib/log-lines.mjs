// @ts-check
import { MB } from './counts.mjs';

/** Bytes of a line, its newline included. A terminal makes 101 of them: it adds a carriage return. */
const LINE = 100;

const LEVELS = ['INFO ', 'WARN ', 'DEBUG', 'ERROR'];

/**
 * @param {number} n
 * @returns {string} one line of a log, each its own
 */
function line(n) {
  const at = new Date(Date.UTC(2025, 0, 1) + n * 37).toISOString();
  const head = `${at} ${LEVELS[n % LEVELS.length]} worker-${n % 16} row ${n}: `;
  const text = 'the licence of this person was looked up and is as it should be already';
  return `${(head + text).slice(0, LINE - 1).padEnd(LINE - 1, '.')}\n`;
}

/**
 * A log of a megabyte: long enough that no line is on two screens, short enough to stay in the kernel's cache, so that
 * `cat` costs next to nothing.
 */
export function logText() {
  return Array.from({ length: MB / LINE }, (_, n) => line(n)).join('');
}

/**
 * @param {string} file with `logText` in it
 * @param {number} megabytes
 * @returns {string} the command that prints it over and over; ten at a time, to start few programs
 */
export function printLog(file, megabytes) {
  const tens = `for ((i = 0; i < ${Math.floor(megabytes / 10)}; i++)); do cat${` ${file}`.repeat(10)}; done`;
  const rest = megabytes % 10 === 0 ? '' : `; cat${` ${file}`.repeat(megabytes % 10)}`;
  return tens + rest;
}
