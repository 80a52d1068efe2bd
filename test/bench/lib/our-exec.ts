/**
 * Runs a program in a pod through the app's own transport, with this process's stdin, stdout and stderr: what
 * `kubectl exec -i` is, for the benchmarks.
 *
 *     our-exec KUBECONFIG NAMESPACE POD COMMAND…
 */
import { Agent } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { openExec } from '../../../main/backends/kubernetes/exec/exec';
import type { Network } from '../../../main/network/network';

const direct: Network = {
  version: 0,
  proxy: null,
  ca: [],
  agent: (_host, options) => new Agent({ keepAlive: true, ...options }),
};

const [file = '', namespace = '', pod = '', ...command] = process.argv.slice(2);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(file);
const access = { title: 'bench', detail: 'kubeconfig', namespace, kubeConfig };
const exec = await openExec({ access, network: direct, pod, container: 'session', command });
// A program that ends before all its input is read is none that is measured.
void pipeline(process.stdin, exec.stdin).catch(() => {});
await Promise.all([
  pipeline(exec.stdout, process.stdout, { end: false }),
  pipeline(exec.stderr, process.stderr, { end: false }),
]);
const { code } = await exec.exit;
process.exit(code ?? 1);
