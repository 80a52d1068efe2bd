// @ts-check
import { readFileSync } from 'node:fs';
import { nothing } from './outcome.mjs';

/**
 * @typedef {object} Test
 * @property {'expected' | 'unexpected' | 'flaky' | 'skipped'} status
 * @property {{ type: string, description?: string }[]} annotations
 * @property {{ errors: { message?: string }[] }[]} results
 *
 * @typedef {object} Group
 * @property {string} title
 * @property {Group[]} [suites]
 * @property {{ title: string, tests: Test[] }[]} [specs]
 */

/**
 * @param {string} file what Playwright's `json` reporter wrote
 * @returns {import('./outcome.mjs').Outcome}
 */
export function readPlaywright(file) {
  /** @type {{ suites: Group[], errors: { message?: string }[] }} */
  const { suites, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const outcome = nothing();
  for (const suite of suites) visit(outcome, suite, []);
  for (const { message = '' } of errors) outcome.failed.push({ name: 'Playwright', message });
  return outcome;
}

/**
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {Group} group
 * @param {string[]} above
 */
function visit(outcome, group, above) {
  const titles = [...above, group.title];
  for (const { title, tests } of group.specs ?? []) {
    for (const test of tests) count(outcome, [...titles, title].join(' › '), test);
  }
  for (const suite of group.suites ?? []) visit(outcome, suite, titles);
}

/**
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {string} name
 * @param {Test} test
 */
function count(outcome, name, { status, annotations, results }) {
  if (status === 'expected') outcome.passed++;
  else if (status === 'skipped') {
    const reason =
      annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
    outcome.skipped.push({ name, reason });
  } else {
    const errors = results.flatMap((result) => result.errors.map(({ message }) => message ?? ''));
    outcome.failed.push({ name, message: [`(${status})`, ...errors].join('\n') });
  }
}
