// @ts-check
import { runChecks } from './checks/index.mjs';
import { endAllOnSignals } from './lib/run.mjs';
import { duration, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { gam } from './steps/gam.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { pythonTools } from './steps/python-tools.mjs';

// `npm run check`: every tool that reads the sources, one line each.

try {
  await setUp([nodePackages, gam, pythonTools]);
  endAllOnSignals();
  await runChecks(process.env, ({ name, ok, output, ms }) => {
    process.stdout.write(`${ok ? '✓' : '✗'} ${name}, ${duration(ms)}\n`);
    if (ok) return;
    process.stdout.write(`${output}\n`);
    process.exitCode = 1;
  });
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
