/**
 * Moves files between here and a pod as the app does, through its own transport: what `kubectl cp` is, for the benchmarks.
 * It says `go` on stderr when it is where the running app is: before it connects.
 *
 *     our-files KUBECONFIG NAMESPACE POD put|get LOCAL REMOTE
 */
import { stat } from 'node:fs/promises';
import { Agent } from 'node:https';
import { dirname } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { agentCommand } from '../../../main/backends/image';
import { openExec } from '../../../main/backends/kubernetes/exec/exec';
import type { Network } from '../../../main/network/network';
import { FilesClient, pathOf } from '../../../main/sessions/transfers/files-client';
import { localFiles } from '../../../main/sessions/transfers/moves/local-files';
import type { Run } from '../../../main/sessions/transfers/moves/run';
import { send } from '../../../main/sessions/transfers/moves/sending';
import { Tally } from '../../../main/sessions/transfers/moves/tally';

const direct: Network = {
  version: 0,
  proxy: null,
  ca: [],
  agent: (_host, options) => new Agent({ keepAlive: true, ...options }),
};

const [file = '', namespace = '', pod = '', way = '', local = '', remote = ''] =
  process.argv.slice(2);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(file);
const access = { title: 'bench', detail: 'kubeconfig', namespace, kubeConfig };
const client = new FilesClient({
  app: 'bench',
  connect: (program) => {
    const command = agentCommand(program);
    return openExec({ access, network: direct, pod, container: 'session', command });
  },
});
process.stderr.write('go\n');
if (way === 'get') await client.get(pathOf(remote), local, { replace: true });
else if ((await stat(local)).isFile()) await client.put(local, pathOf(remote), { replace: true });
else await sendFolder();
await client.close();
process.exit(0);

function sendFolder(): Promise<void> {
  const run: Run = {
    client,
    owner: null,
    signal: new AbortController().signal,
    tally: new Tally(() => {}),
    done: { has: () => false, add: () => {} },
    ask: async ({ name }) => {
      throw new Error(`${name} is there already.`);
    },
    found: () => {},
    note: (sentence) => void process.stderr.write(`${sentence}\n`),
    skipped: () => {},
    left: () => {},
  };
  const what = { local, to: pathOf(dirname(remote)) };
  const target = { target: pathOf(remote), replace: false, keep: () => {} };
  return send(what, localFiles.walk, target, run);
}
