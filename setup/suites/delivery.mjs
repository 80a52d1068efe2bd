// @ts-check
import { clusterProgram, programPath } from '../cluster/build.mjs';
import { isInPath } from '../cluster/missing.mjs';
import { runSteps } from '../lib/step.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { runVitest } from './unit.mjs';

/**
 * The workflows of .github, and the scripts that they run.
 * @type {import('./suite.mjs').Suite}
 */
export const delivery = {
  name: 'delivery',
  needs: [nodePackages],
  run: async (context) => {
    const linter = await actionlint();
    const env = { ...context.env, GAMGUI_ACTIONLINT: linter };
    const flags = ['--config', 'test/delivery/vitest.config.ts'];
    return runVitest('delivery', flags, { ...context, env });
  },
};

/** @returns {Promise<string>} the program, or nothing where there is no Go to build it with: its test says so */
async function actionlint() {
  if (!isInPath('go')) return '';
  await runSteps([clusterProgram('actionlint')]);
  return programPath('actionlint');
}
