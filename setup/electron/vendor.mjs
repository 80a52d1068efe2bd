// @ts-check
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pinnedVersion } from '../lib/electron.mjs';
import { root } from '../lib/paths.mjs';

/** How long the vendor's server may take to its first byte, in milliseconds. */
const FIRST_BYTE_MS = 5_000;

/**
 * Fetches the pinned runtime with Electron's own installer parts, which check its sha256 against
 * the list inside the npm package and honour ELECTRON_MIRROR. Its `install.js` itself has no
 * time limit and always installs into node_modules.
 * @param {string} dir an empty folder
 * @returns {Promise<void>} rejects where the vendor cannot be reached
 */
export async function fetchFromVendor(dir) {
  const ofElectron = createRequire(join(root, 'node_modules', 'electron', 'install.js'));
  const { downloadArtifact } = await import(
    pathToFileURL(ofElectron.resolve('@electron/get')).href
  );
  const { extract } = await import(
    pathToFileURL(ofElectron.resolve('@electron-internal/extract-zip')).href
  );
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`no answer within ${FIRST_BYTE_MS / 1000} s`)),
    FIRST_BYTE_MS,
  );
  try {
    const zip = await downloadArtifact({
      version: pinnedVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: ofElectron('./checksums.json'),
      cacheRoot: join(dir, '.download'),
      downloadOptions: {
        quiet: true,
        signal: silence.signal,
        getProgressCallback: async () => clearTimeout(timer),
      },
    });
    await extract(zip, { dir });
  } catch (error) {
    throw plainError(error);
  } finally {
    clearTimeout(timer);
  }
  rmSync(join(dir, '.download'), { recursive: true, force: true });
}

/**
 * `fetch` hides the reason in `cause`.
 * @param {unknown} error
 * @returns {Error}
 */
function plainError(error) {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}
