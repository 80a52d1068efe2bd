// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testResults } from './lib/paths.mjs';
import { endAll } from './lib/run.mjs';
import { duration, SetupError, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { suites } from './suites/index.mjs';
import { mustBeWhole, sum, totals, whole } from './testing/outcome.mjs';
import { print } from './testing/print.mjs';
import { beginRun } from './testing/tidiness.mjs';
import { chooseSuites } from './testing/words.mjs';

// `npm test`, or `npm test -- unit agent`, or `npm test -- unit ARGUMENTS OF VITEST`.

/** @typedef {import('./testing/outcome.mjs').Outcome} Outcome */

/** @returns {Promise<number>} the exit code */
async function main() {
  const { chosen, args } = chooseSuites(process.argv.slice(2), suites);
  await setUp([...new Set(chosen.flatMap(({ needs }) => needs))]);
  mkdirSync(testResults, { recursive: true });
  const run = beginRun();
  endOnSignals(run);
  const env = { ...process.env, ...run.env };
  const prepared = chosen.map(({ prepare }) => prepare?.());
  // One that fails is reported when its suite's turn comes.
  for (const one of prepared) one?.catch(() => {});
  /** @type {Outcome[]} */
  const outcomes = [];
  const strict = mustBeWhole(process.env, process.platform, args);
  for (const [index, suite] of chosen.entries()) {
    const log = join(testResults, `${suite.name}.log`);
    writeFileSync(log, '');
    const start = Date.now();
    const found = await outcomeOf(async () => {
      await prepared[index];
      return suite.run({ args, log, env });
    });
    const outcome = strict ? whole(found) : found;
    print(suite.name, outcome, duration(Date.now() - start), log);
    outcomes.push(outcome);
  }
  const tidy = await run.check();
  print('tidiness', tidy, '0.0 s');
  await run.end();
  const total = sum([...outcomes, tidy]);
  process.stdout.write(`${totals(total)}\n`);
  return total.failed.length > 0 ? 1 : 0;
}

/**
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<Outcome>} a failure, when the suite itself cannot run
 */
async function outcomeOf(work) {
  try {
    return await work();
  } catch (error) {
    const message =
      error instanceof SetupError ? `${error.message}\n${error.fix ?? ''}` : String(error);
    return { passed: 0, failed: [{ name: 'the suite itself', message }], skipped: [] };
  }
}

/** @param {import('./testing/tidiness.mjs').Run} run */
function endOnSignals(run) {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, async () => {
      await endAll();
      await run.end();
      process.exit(code);
    });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
