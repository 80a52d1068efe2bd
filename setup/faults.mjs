// @ts-check
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { withModules } from './lib/typescript.mjs';
import { nodePackages } from './steps/node-packages.mjs';

// `npm run faults -- …`: see test/faults/options.ts. Linux and macOS, as sessions on this computer; in the test cluster where one is up.

try {
  await setUp([nodePackages]);
  process.exitCode = await withModules(async (load) => {
    const module = await load(join(root, 'test', 'faults', 'faults.ts'));
    // npm runs us in the project's folder: paths are the caller's.
    const { INIT_CWD: caller = '.' } = process.env;
    return module.faults(process.argv.slice(2), caller);
  });
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
