// @ts-check
import { SetupError } from './say.mjs';

/** The oldest Node.js that all tools run on. */
const OLDEST = /** @type {const} */ ([20, 18]);

/**
 * @param {string} version such as `20.18.0`
 * @throws {SetupError} when it is too old
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new SetupError(
    `Node.js ${version} is too old: ${OLDEST.join('.')} or later is needed.`,
    'Get it from nodejs.org or with your version manager (`nvm install 20`).',
  );
}
