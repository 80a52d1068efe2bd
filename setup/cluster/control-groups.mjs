// @ts-check
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runDir } from './paths.mjs';
import { until } from './wait.mjs';

const ROOT = '/sys/fs/cgroup';
/** All of the kubelet's control groups are below this one. Each cache can have a cluster. */
export const CONTROL_GROUP = `gamgui-test-${createHash('sha256').update(runDir).digest('hex').slice(0, 8)}`;

/** @returns {string[]} its folders: one in each hierarchy of version 1, or the one of version 2 */
function folders() {
  const isUnified = existsSync(join(ROOT, 'cgroup.controllers'));
  const hierarchies = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(ROOT, entry.name, 'cgroup.procs')),
  );
  const names = isUnified ? [''] : hierarchies.map(({ name }) => name);
  return names.map((name) => join(ROOT, name, CONTROL_GROUP));
}

/** The kubelet wants its root to be there. */
export function makeControlGroups() {
  for (const folder of folders()) {
    mkdirSync(folder, { recursive: true });
    // A cpuset of version 1 holds nothing until it is told what: https://docs.kernel.org/admin-guide/cgroup-v1/cpusets.html
    for (const name of ['cpuset.cpus', 'cpuset.mems']) inherit(folder, name);
  }
}

/**
 * @param {string} folder
 * @param {string} name
 */
function inherit(folder, name) {
  const file = join(folder, name);
  if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== '') return;
  const value = readFileSync(join(folder, '..', name), 'utf8');
  if (value.trim() !== '') writeFileSync(file, value);
}

/** The kernel empties them as the processes go; then they can be removed, the innermost first. */
export async function removeControlGroups() {
  for (const folder of folders().filter((one) => existsSync(one)))
    await until(`The end of the control group ${folder}`, 30_000, async () => {
      remove(folder);
      return !existsSync(folder);
    });
}

/** @param {string} folder */
function remove(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) remove(join(folder, entry.name));
  rmdirSync(folder);
}
