// @ts-check
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { nothing } from './outcome.mjs';

/**
 * Reports what came of vitest's run to the file in GAMGUI_TEST_REPORT, with the reasons of skips and
 * the messages of time-outs, which vitest's own `json` leaves out.
 */
export default class OutcomeReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').SerializedError[]} errors outside of any test
   */
  onTestRunEnd(modules, errors) {
    const { GAMGUI_TEST_REPORT: file } = process.env;
    if (file) writeFileSync(file, JSON.stringify(outcomeOf(modules, errors)));
  }
}

/**
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {readonly import('vitest').SerializedError[]} errors
 * @returns {import('./outcome.mjs').Outcome}
 */
function outcomeOf(modules, errors) {
  const outcome = nothing();
  for (const module of modules) {
    for (const test of module.children.allTests()) count(outcome, test);
    // A file that cannot be loaded, or a failed hook.
    const own = [
      ...module.errors(),
      ...[...module.children.allSuites()].flatMap((s) => s.errors()),
    ];
    if (own.length > 0) outcome.failed.push({ name: module.relativeModuleId, message: text(own) });
  }
  if (errors.length > 0)
    outcome.failed.push({ name: 'outside of any test', message: text(errors) });
  return outcome;
}

/**
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {import('vitest/node').TestCase} test
 */
function count(outcome, test) {
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') outcome.passed++;
  else if (result.state === 'failed') outcome.failed.push({ name, message: text(result.errors) });
  else {
    const note = result.state === 'skipped' ? result.note : undefined;
    outcome.skipped.push({ name, reason: note ?? 'no reason given' });
  }
}

/** @param {readonly import('vitest').SerializedError[]} errors */
function text(errors) {
  const texts = errors.map(({ message, diff, stack = '', stacks }) => {
    const where = stacks?.[0]
      ? `at ${stacks[0].file}:${stacks[0].line}`
      : stack.split('\n')[1]?.trim();
    return [message, diff, where].filter(Boolean).join('\n');
  });
  return stripVTControlCharacters(texts.join('\n'));
}
