// @ts-check
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { inCluster } from './testing/with-cluster.mjs';

// `npm run faults -- …`: see test/faults/options.ts. Linux and macOS, as sessions on this computer; in a cluster with
// `--place cluster`: in the one of this machine (`npm run cluster -- up`), which is brought up for it where it is not.

const words = process.argv.slice(2);
const isInCluster = /(^| )--place[ =]cluster( |$)/.test(words.join(' '));

/**
 * Node 20 does not read TypeScript; Vite, which builds the app, runs it.
 * @param {string} entry
 * @returns {Promise<number>}
 */
async function run(entry) {
  const { runnerImport } = await import('vite');
  const file = join(root, 'test', 'faults', entry);
  const { module } = await runnerImport(file, { configFile: false, root, logLevel: 'error' });
  // npm runs us in the project's folder: paths are the caller's.
  const { INIT_CWD: caller = '.' } = process.env;
  return module.faults(words, caller);
}

/** @param {NodeJS.ProcessEnv} env by which the cluster is found */
function runInCluster(env) {
  Object.assign(process.env, env);
  return run('in-cluster.ts');
}

try {
  await setUp([nodePackages]);
  process.exitCode = await (isInCluster ? inCluster(process.env, runInCluster) : run('faults.ts'));
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
