// @ts-check
import { whyNoOwnDocker } from '../image/docker.mjs';
import { sessionImage } from '../image/image.mjs';
import { without } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

/**
 * Runs tests that start a Docker of their own. Where there can be none it is said, and in CI it is a failure.
 * @param {string} name of the tests
 * @param {NodeJS.ProcessEnv} env of the run
 * @param {(env: NodeJS.ProcessEnv) => Promise<Outcome>} test with the variables by which the session image is found
 * @returns {Promise<Outcome>}
 */
export async function withOwnDocker(name, env, test) {
  const why = whyNoOwnDocker();
  if (why !== null) return without(`${name}: all of it`, why, env['CI'] === 'true');
  const image = await sessionImage();
  return test({ ...env, GAMGUI_IMAGE: image.name, GAMGUI_IMAGE_ARCHIVE: image.archive });
}
