// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { mustRun, run } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { clusterCache } from './paths.mjs';

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

const programs = /** @type {const} */ ({
  node: { folder: 'binary', link: LINK, about: 'Kubernetes: 5 to 10 minutes the first time' },
  pause: { folder: 'pause', link: '-s -w', about: 'the pause container' },
});

/** @typedef {keyof typeof programs} Program */

/** @param {Program} name */
const source = (name) => join(root, 'test', 'cluster', programs[name].folder);

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
      await mustHaveGo();
      const path = programPath(name);
      const draft = `${path}.draft`;
      await mkdir(join(clusterCache, 'bin'), { recursive: true });
      await mustRun(
        'go build',
        'go',
        ['build', '-trimpath', '-ldflags', programs[name].link, '-o', draft, '.'],
        {
          cwd: source(name),
          env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
        },
      );
      renameSync(draft, path);
    },
  };
}

/** @returns {Promise<string | null>} what is missing to build and run a cluster here, or null */
async function whyNoCluster() {
  if (process.platform !== 'linux') return 'the test cluster needs Linux';
  if (process.getuid?.() !== 0) return 'the test cluster needs root';
  const { code } = await run('go', ['version']).catch(() => ({ code: 127 }));
  return code === 0 ? null : 'the test cluster needs Go 1.26 (https://go.dev/dl/)';
}

async function mustHaveGo() {
  const why = await whyNoCluster();
  if (why === null) return;
  const fix = 'Use another cluster: set GAMGUI_TEST_KUBECONFIG to its kubeconfig.';
  throw new SetupError(`There can be no test cluster here: ${why}.`, fix);
}
