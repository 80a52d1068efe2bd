// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { clusterCache } from './paths.mjs';

/** How often a build says how far it is, in milliseconds. */
const PROGRESS_MS = 30_000;

/** The release that go.mod names: Kubernetes takes its version from the linker. */
const [, minor = '', patch = ''] =
  /k8s\.io\/kubernetes v1\.(\d+)\.(\d+)/.exec(
    readFileSync(join(root, 'test', 'cluster', 'binary', 'go.mod'), 'utf8'),
  ) ?? [];
const VERSION = 'k8s.io/component-base/version';
const LINK = [
  ...['-s', '-w', `-X ${VERSION}.gitVersion=v1.${minor}.${patch}`],
  ...[`-X ${VERSION}.gitMajor=1`, `-X ${VERSION}.gitMinor=${minor}`],
].join(' ');

const NODE = 'Kubernetes: 5 to 10 minutes the first time';
const TOXIPROXY = 'github.com/Shopify/toxiproxy/v2/cmd/server';
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint';

/** `of`: what is built, as Go names it, by the go.mod in the folder, which is one of `test`. */
const programs = /** @type {const} */ ({
  node: { folder: 'cluster/binary', of: '.', link: LINK, about: NODE },
  pause: { folder: 'cluster/pause', of: '.', link: '-s -w', about: 'the pause container' },
  actionlint: {
    folder: 'delivery/actionlint',
    of: ACTIONLINT,
    link: '-s -w',
    about: 'actionlint',
  },
  toxiproxy: { folder: 'faults/toxiproxy', of: TOXIPROXY, link: '-s -w', about: 'toxiproxy' },
});

/** @typedef {keyof typeof programs} Program */

/** @param {Program} name */
const source = (name) => join(root, 'test', programs[name].folder);

/**
 * @param {Program} name
 * @returns {string} where the built program is, by everything it is made from
 */
export function programPath(name) {
  const hash = createHash('sha256').update(programs[name].link);
  for (const file of readdirSync(source(name)).sort())
    hash.update(`${file}\0`).update(readFileSync(join(source(name), file)));
  return join(clusterCache, 'bin', `${name}-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * Builds a program of the cluster, once. What an interrupted build had compiled is in Go's own cache.
 * @param {Program} name
 * @returns {import('../lib/step.mjs').Step}
 */
export function clusterProgram(name) {
  return {
    name: `cluster: ${name}`,
    lock: () => join(clusterCache, `build-${name}.lock`),
    todo: async () =>
      existsSync(programPath(name)) ? undefined : `building ${programs[name].about}`,
    run: async () => {
      const path = programPath(name);
      const draft = `${path}.draft`;
      await mkdir(join(clusterCache, 'bin'), { recursive: true });
      await goBuild(name, draft);
      renameSync(draft, path);
    },
  };
}

/**
 * @param {Program} name
 * @param {string} file the program that is made
 */
async function goBuild(name, file) {
  const { of, link } = programs[name];
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' };
  const where = { cwd: source(name), env };
  const { stdout } = await mustRun('go list', 'go', ['list', '-deps', of], where);
  const total = stdout.trim().split('\n').length;
  let compiled = 0;
  const timer = setInterval(() => {
    say(`cluster: ${name}: ${compiled} packages compiled, of at most ${total}`);
  }, PROGRESS_MS);
  // Beside tests it is the one that waits. It names each package that it compiles.
  const build = ['go', 'build', '-v', '-trimpath', '-ldflags', link];
  try {
    await mustRun('go build', 'nice', ['-n', '10', ...build, '-o', file, of], {
      ...where,
      onStderr: (text) => {
        compiled += text.split('\n').length - 1;
      },
    });
  } finally {
    clearInterval(timer);
  }
}
