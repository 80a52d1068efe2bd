// @ts-check
import { join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';

/** Everything of the test cluster that outlives it: what was built. */
export const clusterCache = join(cacheDir(), 'cluster');

/** Everything of the one that runs; made anew by each `up`. */
export const runDir = join(clusterCache, 'run');

/** What is known of the one that runs; gone when it is down. */
export const stateFile = join(clusterCache, 'state.json');

/** Held while it is brought up or taken down. */
export const lockFile = join(clusterCache, 'lock');

/** @param {string[]} names */
export const inRun = (...names) => join(runDir, ...names);

/** Where the containers' socket is, as the kubelet and `ctr` want it. */
export const containerdSocket = inRun('containerd.sock');

/** Where the cluster's token reviews arrive: the stand-in for Google's servers listens here while it runs. */
export const googleSocket = inRun('google.sock');
