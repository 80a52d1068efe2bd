// @ts-check
import { SetupError } from '../lib/say.mjs';
import { loadArchive } from './images.mjs';
import { writeState } from './state.mjs';
import { up } from './up.mjs';

/** @typedef {import('./state.mjs').ClusterState} ClusterState */

/**
 * Brings a session image into a cluster, and remembers it as the one that sessions there are made from.
 * @param {ClusterState} state
 * @param {string} archive
 * @param {string} [name] of the image; the first one in the archive, if left out
 * @returns {Promise<ClusterState>}
 */
export async function load(state, archive, name) {
  const names = await loadArchive(archive);
  const image = names.find((one) => name === undefined || isSame(one, name));
  if (image === undefined)
    throw new SetupError(`${name ?? 'An image'} is not in ${archive}; in it: ${names.join(', ')}`);
  const next = { ...state, image: name ?? image };
  writeState(next);
  return next;
}

/**
 * containerd names an image in full: `gamgui/session:1` is `docker.io/gamgui/session:1`.
 * @param {string} full
 * @param {string} name
 */
function isSame(full, name) {
  return [name, `docker.io/${name}`, `docker.io/library/${name}`].includes(full);
}

/**
 * The cluster, up and with the image in it. The lock is held.
 * @param {import('../image/image.mjs').Image} image
 * @param {NodeJS.ProcessEnv} [env] of the node's processes
 */
export async function upWith({ archive, name }, env) {
  const state = await up(env);
  return state.image === name ? state : load(state, archive, name);
}
