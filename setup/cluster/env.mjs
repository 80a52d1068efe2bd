// @ts-check
import { runningCluster } from './state.mjs';

/**
 * The settings by which the app uses the test cluster, while that is up and the user has not named another.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function clusterEnv(env = process.env) {
  const { KUBECONFIG, K8S_CONTEXT, GKE_CLUSTER_NAME } = env;
  if (KUBECONFIG || K8S_CONTEXT || GKE_CLUSTER_NAME) return {};
  const state = runningCluster();
  if (state === null) return {};
  const { kubeconfig, image } = state;
  return {
    KUBECONFIG: kubeconfig,
    K8S_CONTEXT: 'gamgui-test',
    ...(image === null ? {} : { K8S_IMAGE: image }),
  };
}
