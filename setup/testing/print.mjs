// @ts-check
import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';

/** How much of a failure is shown here; the log has it all. */
const LINES = 30;

/**
 * Prints what came of a suite, as it ends.
 * @param {string} name
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {string} took
 * @param {string} [log]
 */
export function print(name, { passed, failed, skipped }, took, log) {
  const ran = passed + failed.length;
  const where = log ? ` (${relative(root, log)})` : '';
  const line =
    failed.length === 0
      ? `✓ ${name}: ${ran} tests in ${took}`
      : `✗ ${name}: ${failed.length} of ${ran} tests failed in ${took}${where}`;
  const details = [
    ...failed.map(({ name: test, message }) => `  ✗ ${test}\n${indented(message)}`),
    ...skipped.map(({ name: test, reason }) => `  skipped: ${test} (${reason})`),
  ];
  process.stdout.write(`${[line, ...details].join('\n')}\n`);
}

/** @param {string} text */
function indented(text) {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, LINES).map((line) => `      ${line}`);
  if (lines.length > LINES) shown.push(`      … ${lines.length - LINES} more lines`);
  return shown.join('\n');
}
