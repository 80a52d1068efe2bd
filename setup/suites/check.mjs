// @ts-check
import { appendFileSync } from 'node:fs';
import { runChecks } from '../checks/index.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { pythonTools } from '../steps/python-tools.mjs';
import { nothing } from '../testing/outcome.mjs';

/** @type {import('./suite.mjs').Suite} */
export const check = {
  name: 'check',
  needs: [nodePackages, gam, pythonTools],
  run: async ({ log, env }) => {
    const outcome = nothing();
    await runChecks(env, ({ name, ok, output }) => {
      appendFileSync(log, `${name}: ${ok ? 'ok' : 'failed'}\n${output}\n`);
      if (ok) outcome.passed++;
      else outcome.failed.push({ name, message: output });
    });
    return outcome;
  },
};
