// @ts-check
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheDir, root } from '../lib/paths.mjs';
import { findPython } from '../lib/python.mjs';
import { mustRun } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { runSteps } from '../lib/step.mjs';
import { clusterPackages } from '../steps/system-packages.mjs';
import { baseArchive, baseSystem } from './base.mjs';
import { withDocker } from './docker.mjs';

/** Compressed; what a node has to pull before a first session. bytes */
const MOST = 90e6;
/** The Python of the base system: wheels are for one version. */
const PYTHON = '3.11';
/** pip itself, which the base system lacks. */
const PIP = 'pip==25.0.1';

const agent = join(root, 'agent');
const requirements = join(agent, 'requirements.txt');

/** What of the agent's folder is in the image. */
const IN_CONTEXT = [
  '__main__.py',
  'gamgui_agent',
  'gamgui_demo',
  'gamgui_reaper',
  'requirements.txt',
  'Containerfile',
  'Containerfile.dockerignore',
];

/** @returns {string[]} every file that the image is made from */
function sources() {
  const skip = (/** @type {string} */ path) => path.includes('__pycache__');
  return IN_CONTEXT.flatMap((name) => {
    const path = join(agent, name);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  })
    .filter((path) => !skip(path))
    .sort();
}

/** @returns {string} by everything that is in the image */
function contentHash() {
  const hash = createHash('sha256').update(`${basename(baseArchive)}\0${PIP}\0`);
  for (const path of sources())
    hash.update(`${path.slice(agent.length)}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

/** @type {{version: string}} */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const gamVersion = /^gam7==(\S+)/m.exec(readFileSync(requirements, 'utf8'))?.[1] ?? 'unknown';

/**
 * @typedef {object} Image
 * @property {string} archive `docker save` of it, compressed with gzip
 * @property {string} name with its tag
 */

/** @returns {Image} where the image of this agent is, or will be */
function imageOf() {
  const hash = contentHash();
  const folder = join(cacheDir(), 'image', hash);
  return {
    archive: join(folder, 'session-image.tar.gz'),
    name: `gamgui/session:gam-${gamVersion}-${hash}`,
  };
}

/**
 * The session image, where it is not there yet.
 * @type {import('../lib/step.mjs').Step}
 */
const sessionImageStep = {
  name: 'session image',
  after: ['packages of the cluster', 'base system of the session image'],
  lock: () => join(cacheDir(), 'image', 'build.lock'),
  todo: async () =>
    existsSync(imageOf().archive) ? undefined : `building it with GAM ${gamVersion}`,
  run: async () => {
    const image = imageOf();
    const size = await build(image);
    return `${image.name}, ${(size / 1e6).toFixed(1)} MB compressed`;
  },
};

/** @returns {Promise<Image>} the image, built if it was missing */
export async function sessionImage() {
  await runSteps([clusterPackages, baseSystem, sessionImageStep]);
  return imageOf();
}

/**
 * @param {Image} image
 * @returns {Promise<number>} its size, compressed, in bytes
 */
async function build({ archive, name }) {
  const context = mkdtempSync(join(tmpdir(), 'gamgui-image-'));
  try {
    for (const one of IN_CONTEXT)
      cpSync(join(agent, one), join(context, 'agent', one), {
        recursive: true,
        filter: (path) => !path.includes('__pycache__'),
      });
    await fetchWheels(join(context, 'wheels'));
    mkdirSync(join(archive, '..'), { recursive: true });
    const draft = `${archive}.draft`;
    await withDocker(async (docker) => {
      const base = `gamgui/base:${baseArchive.slice(-16, -4)}`;
      await docker.run('import', baseArchive, base);
      const hash = name.slice(name.lastIndexOf('-') + 1);
      const args = { BASE: base, GAM: gamVersion, VERSION: version, AGENT: hash };
      const flags = Object.entries(args).flatMap(([key, value]) => [
        '--build-arg',
        `${key}=${value}`,
      ]);
      const file = ['-f', join(context, 'agent', 'Containerfile')];
      await docker.run('build', '--network', 'none', ...file, ...flags, '-t', name, context);
      await docker.save(name, draft);
    });
    const { size } = statSync(draft);
    if (size > MOST)
      throw new SetupError(`The session image has ${size} bytes; ${MOST} are the most.`);
    renameSync(draft, archive);
    return size;
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** @param {string} folder gets all packages, each with the hash that is pinned */
async function fetchWheels(folder) {
  const { path: python } = await findPython();
  const flags = [
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--only-binary',
    ':all:',
    '-d',
    folder,
  ];
  const target = ['--python-version', PYTHON, '--implementation', 'cp'];
  const exact = ['--no-deps', '--require-hashes', '-r', requirements];
  await mustRun('pip download', python, ['-m', 'pip', ...flags, ...target, ...exact]);
  await mustRun('pip download', python, ['-m', 'pip', ...flags, '--no-deps', PIP]);
}
