// @ts-check
import { down } from '../cluster/down.mjs';
import { clusterSteps, whyNoCluster } from '../cluster/missing.mjs';
import { lockFile, stateFile } from '../cluster/paths.mjs';
import { runningCluster } from '../cluster/state.mjs';
import { upWith } from '../cluster/with-image.mjs';
import { sessionImage } from '../image/image.mjs';
import { withLock } from '../lib/lock.mjs';
import { runSteps } from '../lib/step.mjs';
import { without } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

/** @returns {string | null} why tests can have no cluster, or null: they can */
export function whyNoneFor(env = process.env) {
  return env['GAMGUI_TEST_KUBECONFIG'] ? null : whyNoCluster();
}

/** @returns {Promise<void>} resolves when all is built that `withCluster` needs; minutes, the first time */
export async function prepareCluster(env = process.env) {
  if (env['GAMGUI_TEST_KUBECONFIG'] || whyNoneFor(env) !== null) return;
  await runSteps(clusterSteps);
  await sessionImage();
}

/**
 * Runs tests that need a Kubernetes. Where there can be none it is said, and in CI it is a failure.
 * @param {string} name of the tests
 * @param {NodeJS.ProcessEnv} env of the run
 * @param {(env: NodeJS.ProcessEnv) => Promise<Outcome>} test
 * @returns {Promise<Outcome>}
 */
export async function withCluster(name, env, test) {
  const why = whyNoneFor(env);
  if (why !== null) return without(`${name}: all of it`, why, env['CI'] === 'true');
  return inCluster(env, test);
}

/**
 * Does what needs a Kubernetes: in another one that the user names, in the one that is up, or in one for this
 * alone, which goes with it.
 * @template T
 * @param {NodeJS.ProcessEnv} env of the run
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work with the variables by which the cluster is found
 * @returns {Promise<T>}
 */
export async function inCluster(env, work) {
  if (env['GAMGUI_TEST_KUBECONFIG']) return work(env);
  await prepareCluster(env);
  const image = await sessionImage();
  const wasUp = runningCluster() !== null;
  try {
    // With the run's environment: what an interrupted run leaves is found by it.
    const state = await withLock(lockFile, () => upWith(image, env));
    return await work({ ...env, GAMGUI_CLUSTER_STATE: stateFile, K8S_IMAGE: state.image ?? '' });
  } finally {
    if (!wasUp) await withLock(lockFile, down);
  }
}
