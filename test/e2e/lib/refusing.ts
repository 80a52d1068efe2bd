/** What does not work, from outside: a cluster that refuses everything, and a Docker that was stopped. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeCertificates } from '../../google/certificates';

/** A running cluster that knows nobody. */
export interface RefusingCluster {
  /** Its kubeconfig; its context is `refusing`. */
  readonly kubeconfig: string;
  /** What it was asked, as "GET /version". */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const REFUSAL = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
};

/** Starts one; its files go into `folder`. */
export async function refusingCluster(folder: string): Promise<RefusingCluster> {
  const { ca, cert, key } = makeCertificates(['localhost']);
  const asked: string[] = [];
  const server = createServer({ cert, key }, (request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume();
    reply.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(REFUSAL));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const kubeconfig = join(folder, 'refusing.kubeconfig');
  await writeFile(kubeconfig, configOf(`https://localhost:${port}`, ca));
  return {
    kubeconfig,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function configOf(server: string, ca: string): string {
  const authority = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'refusing',
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name: 'u', user: { token: 'not-to-be-shown' } }],
    contexts: [{ name: 'refusing', context: { cluster: 'c', user: 'u' } }],
  });
}

/** The path of a socket at which nobody answers any more, as an engine leaves it that was killed. */
export async function deadSocket(folder: string): Promise<string> {
  const path = join(folder, 'docker.sock');
  const listen = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`;
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  return path;
}
