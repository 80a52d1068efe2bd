// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, testResults } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { currentGam, gam } from '../steps/gam.mjs';
import { pythonTools, toolsPython } from '../steps/python-tools.mjs';
import { judged } from '../testing/outcome.mjs';
import { readJunit } from '../testing/read-junit.mjs';
import { readReport } from './unit.mjs';

/** @type {import('./suite.mjs').Suite} */
export const agent = {
  name: 'agent',
  needs: [gam, pythonTools],
  run: (context) =>
    runPytest('agent', {
      ...context,
      // A process for each core: most of it is the time of Python and GAM.
      args: ['--numprocesses=auto', ...context.args],
      env: { ...context.env, GAMGUI_GAM_PYTHON: currentGam()?.python ?? '' },
    }),
};

/**
 * @param {string} name of the report
 * @param {import('./suite.mjs').Context} context
 * @returns {Promise<import('../testing/outcome.mjs').Outcome>}
 */
export async function runPytest(name, { args, log, env }) {
  const report = join(testResults, `${name}.xml`);
  rmSync(report, { force: true });
  // Its temporary folders go where the run's do, and with them.
  const flags = ['-m', 'pytest', '--verbose', '-rs', `--junitxml=${report}`];
  const { code } = await run(toolsPython(), [...flags, ...args], { cwd: root, log, env });
  return judged(
    readReport(() => readJunit(report)),
    code,
  );
}
