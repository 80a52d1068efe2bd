// @ts-check
import { readFileSync } from 'node:fs';
import { nothing } from './outcome.mjs';

/**
 * @typedef {object} VitestTest
 * @property {string} status
 * @property {string} fullName
 * @property {string[] | null} [failureMessages]
 *
 * @typedef {object} VitestFile
 * @property {string} name
 * @property {string} status
 * @property {string} message
 * @property {VitestTest[]} assertionResults
 */

/**
 * @param {string} file what vitest's `json` reporter wrote
 * @returns {import('./outcome.mjs').Outcome}
 */
export function readVitest(file) {
  /** @type {{ testResults: VitestFile[] }} */
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const outcome = nothing();
  for (const { name, status, message, assertionResults } of testResults) {
    for (const test of assertionResults) count(outcome, test);
    // A file that cannot be loaded has no tests to report.
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      outcome.failed.push({ name, message });
    }
  }
  return outcome;
}

/**
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {VitestTest} test
 */
function count(outcome, { status, fullName, failureMessages }) {
  if (status === 'passed') outcome.passed++;
  else if (status === 'failed') {
    outcome.failed.push({ name: fullName, message: (failureMessages ?? []).join('\n') });
  } else {
    // vitest does not report why: the reason belongs into the test's name.
    outcome.skipped.push({ name: fullName, reason: status });
  }
}
