// @ts-check
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { withModules } from './lib/typescript.mjs';
import { gam } from './steps/gam.mjs';
import { nodePackages } from './steps/node-packages.mjs';

// `npm run soak -- …`: see test/soak/options.ts. Linux; in the test cluster where one is up.

try {
  await setUp([nodePackages, gam]);
  process.exitCode = await withModules(async (load) => {
    const module = await load(join(root, 'test', 'soak', 'soak.ts'));
    // npm runs us in the project's folder: paths are the caller's.
    const { INIT_CWD: caller = '.' } = process.env;
    return module.soak(process.argv.slice(2), caller);
  });
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
