/** Which cluster `npm start` uses: the one that is up here, unless the user names another. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clusterEnv } from '../../setup/cluster/env.mjs';
import { ownStateFile } from './support/cluster';

describe.skipIf(ownStateFile === null)('while the cluster is up', () => {
  test('the app is told of it and of its session image', () => {
    const { kubeconfig, image } = JSON.parse(readFileSync(ownStateFile ?? '', 'utf8'));
    const env = { KUBECONFIG: kubeconfig, K8S_CONTEXT: 'gamgui-test', K8S_IMAGE: image };
    expect(clusterEnv({ PATH: '/bin' })).toEqual(env);
  });

  test.each(['KUBECONFIG', 'K8S_CONTEXT', 'GKE_CLUSTER_NAME'])('%s of the user wins', (name) => {
    expect(clusterEnv({ [name]: 'mine' })).toEqual({});
  });
});
