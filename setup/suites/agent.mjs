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
  run: async ({ args, log, env }) => {
    const report = join(testResults, 'agent.xml');
    rmSync(report, { force: true });
    // Its temporary folders go where the run's do, and with them.
    const flags = ['-m', 'pytest', '--verbose', '-rs', `--junitxml=${report}`];
    const { code } = await run(toolsPython(), [...flags, ...args], {
      cwd: root,
      log,
      env: { ...env, GAMGUI_GAM_PYTHON: currentGam()?.python ?? '' },
    });
    return judged(
      readReport(() => readJunit(report)),
      code,
    );
  },
};
