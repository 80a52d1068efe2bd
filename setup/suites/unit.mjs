// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, testResults } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { judged, nothing } from '../testing/outcome.mjs';

const reporter = join(root, 'setup', 'testing', 'vitest-reporter.mjs');

/** @type {import('./suite.mjs').Suite} */
export const unit = {
  name: 'unit',
  needs: [nodePackages, gam],
  run: (context) => runVitest('unit', [], context),
};

/**
 * @param {string} name of the report
 * @param {string[]} flags
 * @param {import('./suite.mjs').Context} context
 * @returns {Promise<import('../testing/outcome.mjs').Outcome>}
 */
export async function runVitest(name, flags, { args, log, env }) {
  const report = join(testResults, `${name}.json`);
  rmSync(report, { force: true });
  const tool = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${reporter}`];
  const { code } = await run(process.execPath, [tool, 'run', ...flags, ...reporters, ...args], {
    cwd: root,
    env: { ...env, GAMGUI_TEST_REPORT: report },
    log,
  });
  const outcome = readReport(() => JSON.parse(readFileSync(report, 'utf8')));
  return judged(outcome, code);
}

/**
 * @param {() => import('../testing/outcome.mjs').Outcome} read
 * @returns {import('../testing/outcome.mjs').Outcome} nothing, when the program wrote no report
 */
export function readReport(read) {
  try {
    return read();
  } catch {
    return nothing();
  }
}
