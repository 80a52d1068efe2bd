/** What of a cluster is still on the machine. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecondCluster } from './second-cluster';

const GROUPS = '/sys/fs/cgroup';
/** The node's address and the API server's (setup/cluster/configs.mjs). */
const NODES = ['198.18.0.1', '10.96.0.1'];
const Kubelet = z.object({ cgroupRoot: z.string() });

/** Where a running cluster will have been, to look there when it is down. */
export interface Traces {
  readonly folder: string;
  /** As `/proc/PID/ns/net` names it: `net:[4026531840]`. */
  readonly network: string;
  readonly controlGroup: string;
}

/** Takes down where the cluster runs now. */
export function tracesOf(cluster: SecondCluster): Traces {
  const outer = String(cluster.state().init);
  const inner = readFileSync(`/proc/${outer}/task/${outer}/children`, 'utf8').trim();
  const kubelet = Kubelet.parse(JSON.parse(readFileSync(cluster.file('run/kubelet.json'), 'utf8')));
  return {
    folder: cluster.cache,
    network: readlinkSync(`/proc/${inner}/ns/net`),
    controlGroup: kubelet.cgroupRoot,
  };
}

/** What is left of it: processes, mounts, namespaces, control groups, addresses, each as a line. */
export function leftOf({ folder, network, controlGroup }: Traces): string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const groups = ['.', ...readdirSync(GROUPS)].map((name) => join(GROUPS, name, controlGroup));
  return [
    ...processes.filter((pid) => commandLine(pid).includes(folder)).map((pid) => `process ${pid}`),
    ...processes.filter((pid) => networkOf(pid) === network).map((pid) => `in network ${pid}`),
    ...linesWith(readFileSync('/proc/self/mountinfo', 'utf8'), [folder, network]),
    ...groups.filter((group) => existsSync(group)),
    ...interfaces(),
  ];
}

/** The network namespaces that have a name on the machine: a runtime may leave names when it is killed. */
export function networkNames(): string[] {
  const folder = '/run/netns';
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Interfaces and addresses that only a node has. */
function interfaces(): string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ address }) => name === 'cni0' || NODES.includes(address))
      .map(({ address }) => `${name} ${address}`),
  );
}

function linesWith(output: string, words: readonly string[]): string[] {
  return output.split('\n').filter((line) => words.some((word) => line.includes(word)));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function networkOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return '';
  }
}
