// @ts-check

/**
 * One line of `npm run bench`: a figure of ours beside the same figure of a peer, measured in
 * turns in one run. Single figures say little about another machine; their ratio does.
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit such as `MB/s`
 * @property {number} value ours, the median
 * @property {string} peer what it is compared with; empty when there is nothing to compare
 * @property {number | null} peerValue the peer's median
 * @property {number | null} ratio value by peerValue
 * @property {string | null} bound what has to hold, such as `<= 64`; null when only reported
 * @property {boolean} ok whether it holds
 * @property {string} [spread] lowest and highest of ours, and of the peer's
 *
 * A file `test/bench/NAME.bench.mjs` exports an array of these as its default.
 * @typedef {object} Bench
 * @property {string} name as given to `npm run bench -- NAME`
 * @property {(env: NodeJS.ProcessEnv) => Promise<Row[]>} measure a row for each peer, or one
 *   without; `env` leads to a screen of its own
 * @property {NodeJS.Platform[]} [platforms] where it can be measured; everywhere if left out
 * @property {boolean} [inCluster] whether it needs a Kubernetes; `env` then leads to one, too
 */

/**
 * Reads the words after `npm run bench --`.
 * @param {string[]} words
 * @returns {{ names: string[], json: string | undefined }} `json` is the file for the rows
 */
export function readWords(words) {
  const at = words.indexOf('--json');
  if (at === -1) return { names: words, json: undefined };
  const json = words[at + 1];
  if (json === undefined) throw new Error('--json needs the name of a file.');
  return { names: words.toSpliced(at, 2), json };
}

/** Widths of the columns: a row is printed as soon as it is known, before later ones are. */
const WIDTHS = [30, 15, 32, 8, 10];

/** The head of the table that `rowText` makes the rows of. */
export const HEAD = columns('  name', ['value', 'beside', 'ratio', 'bound', 'spread']);

/**
 * @param {Row} row
 * @returns {string} a line of a table, for a person
 */
export function rowText({ name, unit, value, peer, peerValue, ratio, bound, ok, spread }) {
  const compared = peer === '' ? '' : `${peer} ${figure(peerValue)} ${unit}`;
  const cells = [`${figure(value)} ${unit}`, compared, ratio === null ? '' : figure(ratio)];
  return columns(`${ok ? '✓' : '✗'} ${name}`, [...cells, bound ?? '', spread ?? '']);
}

/**
 * @param {string} first
 * @param {string[]} others
 */
function columns(first, others) {
  const cells = [first, ...others].map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0));
  return cells.join(' ').trimEnd();
}

/** @param {number | null} number */
function figure(number) {
  return number === null ? '–' : String(Number(number.toPrecision(4)));
}

/**
 * @param {number[]} values
 * @returns {number} of an even count, the mean of the two in the middle
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
