// @ts-check
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { withModules } from './lib/typescript.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { inCluster } from './testing/with-cluster.mjs';

// `npm run faults -- …`: see test/faults/options.ts. Linux and macOS, as sessions on this computer; with `--backend kubernetes` in the
// test cluster, which is brought up for it where it is not, with the agent that is here.

const words = process.argv.slice(2);
const isInCluster = /(^| )--backend[ =]kubernetes( |$)/.test(words.join(' '));

/** @returns {Promise<number>} */
function run() {
  return withModules(async (load) => {
    const module = await load(join(root, 'test', 'faults', 'faults.ts'));
    // npm runs us in the project's folder: paths are the caller's.
    const { INIT_CWD: caller = '.' } = process.env;
    return module.faults(words, caller);
  });
}

/** @param {NodeJS.ProcessEnv} env by which the cluster is found */
function runInCluster(env) {
  Object.assign(process.env, env);
  return run();
}

try {
  await setUp([nodePackages]);
  process.exitCode = isInCluster ? await inCluster(process.env, runInCluster) : await run();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
