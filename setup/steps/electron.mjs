// @ts-check
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchFromRegistry, registryHasOne } from '../electron/registry.mjs';
import { fetchFromVendor } from '../electron/vendor.mjs';
import {
  findRuntime,
  pinnedVersion,
  REGISTRY_VERSION,
  resourcesIn,
  runtimeDir,
} from '../lib/electron.mjs';
import { cacheDir, root } from '../lib/paths.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { hashFiles, writeStamp } from '../lib/stamp.mjs';

/** For how long a vendor that could not be reached is not asked again, in milliseconds. */
const ASK_AGAIN_MS = 24 * 3600 * 1000;

const loader = join(root, 'setup', 'loader');

/**
 * The Electron runtime: the vendor's in the pinned version, or else the registry's older one.
 * @type {import('../lib/step.mjs').Step}
 */
export const electron = {
  name: 'Electron runtime',
  after: ['node packages'],
  lock: () => join(cacheDir(), 'electron.lock'),
  todo: async () => {
    const found = findRuntime();
    if (found && found.version !== pinnedVersion() && !recentlyUnreachable()) {
      return `looking for Electron ${pinnedVersion()} again`;
    }
    if (!found) return `fetching Electron ${pinnedVersion()}`;
    return loaderIsCurrent(found.dir) ? undefined : 'updating the loader';
  },
  run: async () => {
    if (!existsSync(runtimeDir(pinnedVersion())) && !recentlyUnreachable()) await tryVendor();
    if (!findRuntime()) await install(REGISTRY_VERSION, fetchFromRegistry);
    const found = findRuntime();
    if (found && !loaderIsCurrent(found.dir)) placeLoader(found.dir);
    return `Electron ${found?.version}`;
  },
};

async function tryVendor() {
  const version = pinnedVersion();
  try {
    await install(version, fetchFromVendor);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!findRuntime() && !registryHasOne()) {
      throw new SetupError(
        `Electron ${version} could not be fetched: ${why}`,
        'Check the connection, or name a mirror in ELECTRON_MIRROR, then start again.',
      );
    }
    writeStamp(unreachableMark(), why);
    say(`  Electron ${version} could not be fetched (${why}): using ${REGISTRY_VERSION}`);
  }
}

/**
 * Makes a runtime beside its place and moves it there when it is whole.
 * @param {string} version
 * @param {(dir: string) => Promise<void>} fetch fills an empty folder
 */
async function install(version, fetch) {
  const place = runtimeDir(version);
  // One set-up at a time does this, so a draft that is there was left by one that was interrupted.
  const draft = `${place}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    await fetch(draft);
    placeLoader(draft);
    rmSync(place, { recursive: true, force: true });
    renameSync(draft, place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** @param {string} dir */
function placeLoader(dir) {
  cpSync(loader, join(resourcesIn(dir), 'app'), { recursive: true });
}

/** @param {string} dir */
function loaderIsCurrent(dir) {
  const files = ['package.json', 'index.js'];
  return hashFiles(join(resourcesIn(dir), 'app'), files) === hashFiles(loader, files);
}

function unreachableMark() {
  return `${runtimeDir(pinnedVersion())}.unreachable`;
}

function recentlyUnreachable() {
  const mark = unreachableMark();
  return existsSync(mark) && Date.now() - statSync(mark).mtimeMs < ASK_AGAIN_MS;
}
