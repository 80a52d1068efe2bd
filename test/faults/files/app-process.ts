/** The app's side in a process of its own, to be killed: `app-process PROFILE SOCKET ORDER`. Each connection to the socket is one to the agent. */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Exec, ExecExit } from '../../../main/backends/backend';
import { ask, Order, settled, startApp } from './app';

const [profile = '', path = '', order = ''] = process.argv.slice(2);

async function connect(): Promise<Exec> {
  const socket = createConnection(path);
  await once(socket, 'connect');
  const exit = new Promise<ExecExit>((resolve) => {
    socket.once('close', () => resolve({ code: 0, signal: null }));
  });
  const close = () => void socket.destroy();
  return { stdin: socket, stdout: socket, stderr: new PassThrough(), exit, close };
}

const transfers = startApp(profile, { connect, app: 'faults' });
await ask(transfers, Order.parse(JSON.parse(order)));
await settled(transfers);
await transfers.close();
