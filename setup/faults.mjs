// @ts-check
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { nodePackages } from './steps/node-packages.mjs';

// `npm run faults -- …`: see test/faults/options.ts. Linux and macOS, as sessions on this computer.

try {
  await setUp([nodePackages]);
  // Node 20 does not read TypeScript; Vite, which builds the app, runs it.
  const { runnerImport } = await import('vite');
  const entry = join(root, 'test', 'faults', 'faults.ts');
  const { module } = await runnerImport(entry, { configFile: false, root, logLevel: 'error' });
  // npm runs us in the project's folder: paths are the caller's.
  const { INIT_CWD: caller = '.' } = process.env;
  process.exitCode = await module.faults(process.argv.slice(2), caller);
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
