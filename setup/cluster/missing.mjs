// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from '../lib/say.mjs';
import { clusterPackages, isDebian } from '../steps/system-packages.mjs';
import { clusterProgram, programPath } from './build.mjs';

/** What the cluster runs that is not built here. On Debian set-up installs it. */
const PROGRAMS = ['containerd', 'ctr', 'runc', 'openssl', 'unshare', 'ip'];
/** Where the plugins that give containers a network are, in Debian and elsewhere. */
const PLUGINS = '/usr/lib/cni/bridge';

/** @returns {string | null} what there has to be before a cluster can run on this machine, or null: all is there */
export function whyNoCluster() {
  if (process.platform !== 'linux') return 'the test cluster needs Linux';
  if (process.getuid?.() !== 0) return 'the test cluster needs root: run it with sudo';
  const isBuilt = existsSync(programPath('node')) && existsSync(programPath('pause'));
  if (!isBuilt && !isInPath('go'))
    return 'the test cluster is built with Go 1.26 or later: https://go.dev/dl/';
  if (isDebian()) return null;
  const missing = PROGRAMS.filter((name) => !isInPath(name));
  if (!existsSync(PLUGINS)) missing.push(PLUGINS);
  return missing.length === 0 ? null : `the test cluster needs ${missing.join(', ')}`;
}

/**
 * Whether a program can be started by its name.
 * @param {string} program
 */
export function isInPath(program, { PATH = '' } = process.env) {
  return PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** @throws {SetupError} that says what is missing, and what to do without it */
export function mustHaveAll() {
  const why = whyNoCluster();
  if (why === null) return;
  const fix = 'Tests can use another cluster: set GAMGUI_TEST_KUBECONFIG to its kubeconfig.';
  throw new SetupError(`There can be no test cluster here: ${why}.`, fix);
}

/** What has to be there before the cluster can be brought up. */
export const clusterSteps = [clusterPackages, clusterProgram('node'), clusterProgram('pause')];
