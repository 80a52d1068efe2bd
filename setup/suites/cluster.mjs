// @ts-check
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { prepareCluster, withCluster } from '../testing/with-cluster.mjs';
import { runVitest } from './unit.mjs';

/**
 * The app's own code against a real Kubernetes.
 * @type {import('./suite.mjs').Suite}
 */
export const cluster = {
  name: 'cluster',
  needs: [nodePackages, gam],
  prepare: () => prepareCluster(),
  run: (context) =>
    withCluster('cluster', context.env, (env) =>
      runVitest('cluster', ['--config', 'test/cluster/vitest.config.ts'], { ...context, env }),
    ),
};
