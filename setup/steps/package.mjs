// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime } from '../lib/electron.mjs';
import { root, treeCache } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { hashFiles, readStamp, writeStamp } from '../lib/stamp.mjs';
import { SOURCES } from './build.mjs';

const INPUTS = [...SOURCES, 'electron-builder.yml', 'LICENSE', 'build', 'setup/package'];

/**
 * The app as it is given to people, from the runtime in the cache.
 * @typedef {object} PackageOptions
 * @property {boolean} [inspectable] for end-to-end tests: the one difference is that the program
 *   can be debugged, which is how Playwright drives it
 * @property {boolean} [installers] for people: all kinds of this system, not the folder alone
 */

/**
 * @param {PackageOptions} options
 * @returns {string} the folder that the packaged app is made in
 */
function packageDir({ inspectable = false } = {}) {
  return join(root, 'dist', inspectable ? 'test' : 'release');
}

/**
 * @param {PackageOptions} options
 * @returns {string} the packaged program
 */
export function packagedProgram(options = {}) {
  const dir = packageDir(options);
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    return join(dir, `mac${arch}`, 'GamGUI.app', 'Contents', 'MacOS', 'GamGUI');
  }
  if (process.platform === 'win32') return join(dir, `win${arch}-unpacked`, 'gamgui.exe');
  return join(dir, `linux${arch}-unpacked`, 'gamgui');
}

/**
 * @param {PackageOptions} options
 * @returns {import('../lib/step.mjs').Step}
 */
export function packageApp(options = {}) {
  const stamp = join(packageDir(options), '.stamp');
  const from = process.env['GAMGUI_UPDATES_FROM'] ?? '';
  const key = () => `${hashFiles(root, INPUTS)} ${electronRuntime().version} ${from}`;
  return {
    name: options.inspectable ? 'test package' : 'package',
    after: ['node packages', 'Electron runtime', 'app'],
    lock: () => join(treeCache, options.inspectable ? 'test-package.lock' : 'package.lock'),
    todo: async () => {
      if (options.installers) return 'electron-builder, all kinds of installers';
      return readStamp(stamp) === key() ? undefined : 'electron-builder, the unpacked app';
    },
    run: async () => {
      const made = key();
      rmSync(packageDir(options), { recursive: true, force: true });
      await electronBuilder(options);
      writeStamp(stamp, made);
      return packagedProgram(options);
    },
  };
}

/** @param {PackageOptions} options */
async function electronBuilder({ inspectable = false, installers = false }) {
  const { thirdPartyLicences } = await import('../package/licences.mjs');
  writeStamp(join(root, 'dist', 'THIRD-PARTY-LICENSES'), thirdPartyLicences());
  const { dir, version } = electronRuntime();
  const tool = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const settings = [
    `electronDist=${dir}`,
    `electronVersion=${version}`,
    `directories.output=${packageDir({ inspectable })}`,
    ...(inspectable ? ['electronFuses.enableNodeCliInspectArguments=true'] : []),
    ...updates(process.env),
  ].map((setting) => `--config.${setting}`);
  const flags = ['--publish', 'never', ...(installers ? [] : ['--dir'])];
  await mustRun('electron-builder', process.execPath, [tool, ...flags, ...settings], {
    cwd: root,
    env: withoutEmptyCertificate(process.env),
  });
}

/**
 * A workflow gives a secret that is not set as an empty word, and electron-builder takes that for a certificate's file,
 * which it does not find: https://www.electron.build/code-signing
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} the same, without variables of the certificate that are empty: nothing is signed then
 */
export function withoutEmptyCertificate(env) {
  const named = Object.entries(env);
  const certificate = ['CSC_LINK', 'CSC_KEY_PASSWORD'];
  return Object.fromEntries(
    named.filter(([name, value]) => value !== '' || !certificate.includes(name)),
  );
}

/** OWNER/NAME, as main/updates/repository.ts takes it. */
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

/**
 * Where releases are: OWNER/NAME on GitHub, in GAMGUI_UPDATES_FROM. The metadata of updates (latest*.yml) is made for it,
 * and it is written into the app's package.json, so that the app asks there whether there is a newer version. Without it
 * there is neither, and the app asks nobody.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} settings of electron-builder
 * @throws {SetupError} where it is no repository: a release that hears of no other one would be found out too late
 */
export function updates({ GAMGUI_UPDATES_FROM: from = '' }) {
  if (from === '') return [];
  if (!REPOSITORY.test(from)) {
    throw new SetupError(
      `GAMGUI_UPDATES_FROM is no repository: ${from}`,
      'Name one on GitHub, as OWNER/NAME.',
    );
  }
  const [owner, repo] = from.split('/');
  return [
    'publish.provider=github',
    `publish.owner=${owner}`,
    `publish.repo=${repo}`,
    `extraMetadata.updatesFrom=${from}`,
  ];
}
