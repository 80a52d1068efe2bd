/**
 * Moves files between here and a pod as the app does, through its own transport: what `kubectl cp` is, for the benchmarks.
 * It stays, as the app does, which runs for days: what a process does for the first time, such as compiling its code, is
 * no part of a transfer. Each one has a connection of its own, which is.
 *
 *     our-files KUBECONFIG NAMESPACE POD
 *
 * A line of its stdin is a transfer, ["put" or "get", LOCAL, REMOTE] as JSON; a line of its stdout says that one is done. It
 * ends with its stdin, or with the first that fails.
 */
import { stat } from 'node:fs/promises';
import { Agent } from 'node:https';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { agentCommand } from '../../../main/backends/image';
import { openExec } from '../../../main/backends/kubernetes/exec/exec';
import type { Network } from '../../../main/network/network';
import type { Parts } from '../../../main/sessions/link/connect';
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

const Transfer = z.tuple([z.enum(['put', 'get']), z.string(), z.string()]);

const [file = '', namespace = '', pod = ''] = process.argv.slice(2);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(file);
const access = { title: 'bench', detail: 'kubeconfig', namespace, kubeConfig };
const parts: Parts = {
  app: 'bench',
  connect: (program) => {
    const command = agentCommand(program);
    return openExec({ access, network: direct, pod, container: 'session', command });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const client = new FilesClient(parts);
  await move(client, Transfer.parse(JSON.parse(line)));
  await client.close();
  process.stdout.write('done\n');
}
process.exit(0);

async function move(client: FilesClient, [way, local, remote]: z.infer<typeof Transfer>) {
  if (way === 'get') await client.get(pathOf(remote), local, { replace: true });
  else if ((await stat(local)).isFile()) await client.put(local, pathOf(remote), { replace: true });
  else await sendFolder(client, local, remote);
}

function sendFolder(client: FilesClient, local: string, remote: string): Promise<void> {
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
