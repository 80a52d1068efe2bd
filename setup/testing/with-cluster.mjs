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

/** @returns {Promise<void>} resolves when all is built that `withCluster` needs; minutes, the first time */
export async function prepareCluster(env = process.env) {
  if (env['GAMGUI_TEST_KUBECONFIG'] || whyNoCluster() !== null) return;
  await runSteps(clusterSteps);
  await sessionImage();
}

/**
 * Runs tests that need a Kubernetes: another one that the user names, the one that is up, or one for the tests
 * alone, which goes with them. Where there can be none it is said, and in CI it is a failure.
 * @param {string} name of the tests
 * @param {NodeJS.ProcessEnv} env of the run
 * @param {(env: NodeJS.ProcessEnv) => Promise<Outcome>} test
 * @returns {Promise<Outcome>}
 */
export async function withCluster(name, env, test) {
  if (env['GAMGUI_TEST_KUBECONFIG']) return test(env);
  const why = whyNoCluster();
  if (why !== null) return without(`${name}: all of it`, why, env['CI'] === 'true');
  await prepareCluster(env);
  const image = await sessionImage();
  const wasUp = runningCluster() !== null;
  try {
    // With the run's environment: what an interrupted run leaves is found by it.
    const state = await withLock(lockFile, () => upWith(image, env));
    return await test({ ...env, GAMGUI_CLUSTER_STATE: stateFile, K8S_IMAGE: state.image ?? '' });
  } finally {
    if (!wasUp) await withLock(lockFile, down);
  }
}
