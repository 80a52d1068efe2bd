/** The app's side of a terminal in a process of its own, to be killed: `app-process SOCKET`. Each connection to the socket is one to the agent. */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Exec, ExecExit } from '../../../main/backends/backend';
import { TerminalLink } from '../../../main/sessions/link/terminal-link';
import { FromTerminal } from '../../../preload/terminal';

const [path = ''] = process.argv.slice(2);

async function connect(): Promise<Exec> {
  const socket = createConnection(path);
  await once(socket, 'connect');
  const exit = new Promise<ExecExit>((resolve) => {
    socket.once('close', () => resolve({ code: 0, signal: null }));
  });
  const close = () => void socket.destroy();
  return { stdin: socket, stdout: socket, stderr: new PassThrough(), exit, close };
}

const heard = (message: unknown) => void process.send?.(message);
const link = new TerminalLink({ connect, app: 'faults', heard });
process.on('message', (said) => {
  const message = FromTerminal.parse(said);
  if (message.type === 'start') link.open(message.size);
  if (message.type === 'input') link.input(message.data);
  if (message.type === 'ack') link.ack(message.offset);
  if (message.type === 'answer') link.answer(message.answer);
});
