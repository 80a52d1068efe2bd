/** The test cluster of this machine, as the stand-in leads to it and as Google's API would show it. */
import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import type { TestCluster } from './stand-in';
import type { Cluster } from './world';

/** Names that are in the certificate of its API server, and lead there. */
const DNS_HOST = 'gke-test.europe-west1.gke.goog';
const ADDRESS = '203.0.113.10';
export const PROJECT = 'acme-prod';

const State = z.object({ kubeconfig: z.string(), googleSocket: z.string() });

/** A cluster that is up. */
export interface UpCluster extends TestCluster {
  /** Its authority, PEM. */
  readonly ca: string;
}

/** The cluster that a state file describes. */
export function readCluster(stateFile: string): UpCluster {
  const { kubeconfig, googleSocket } = State.parse(JSON.parse(readFileSync(stateFile, 'utf8')));
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const cluster = config.getCurrentCluster();
  const ca = Buffer.from(cluster?.caData ?? '', 'base64').toString('utf8');
  return {
    port: Number(new URL(cluster?.server ?? '').port),
    socket: googleSocket,
    ca,
    publicCa: ca,
  };
}

/** It twice, by its name and by its address alone. */
export function shownClusters({ ca }: UpCluster): Cluster[] {
  const both = { project: PROJECT, location: 'europe-west1' };
  const address = { host: ADDRESS, ca };
  return [
    { ...both, name: 'by-name', dns: { host: DNS_HOST, isOpen: true }, address },
    { ...both, name: 'by-address', address },
  ];
}
