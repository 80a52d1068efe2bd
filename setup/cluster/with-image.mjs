// @ts-check
import { loadArchive } from './images.mjs';
import { writeState } from './state.mjs';
import { up } from './up.mjs';

/** @typedef {import('./state.mjs').ClusterState} ClusterState */

/**
 * Brings a session image into a cluster, and remembers it as the one that sessions there are made from.
 * @param {ClusterState} state
 * @param {import('../image/image.mjs').Image} image
 * @returns {Promise<ClusterState>}
 */
export async function load(state, { archive, name }) {
  if (state.image === name) return state;
  await loadArchive(archive);
  const next = { ...state, image: name };
  writeState(next);
  return next;
}

/**
 * The cluster, up and with the image in it. The lock is held.
 * @param {import('../image/image.mjs').Image} image
 */
export async function upWith(image) {
  return load(await up(), image);
}
