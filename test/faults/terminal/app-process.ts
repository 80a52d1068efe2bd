/** The app's side of a terminal in a process of its own, to be killed: `app-process SOCKET`. Each connection to the socket is one to the agent. */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Exec, ExecExit } from '../../../main/backends/backend';
import { newClient } from '../../../main/desktop/window-state';
import { type TerminalIntent, TerminalLink } from '../../../main/sessions/link/terminal-link';
import { FromTerminal, type ToTerminal } from '../../../preload/terminal';
import { RELOAD, type Reloaded } from './reload';

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

const tell = (message: ToTerminal | Reloaded) => void process.send?.(message);
const client = newClient();

/** As main/desktop/windows.ts has it: a page that comes again goes on under its window's name. */
const openLink = (intent: TerminalIntent) =>
  new TerminalLink({ connect, app: 'faults', heard: tell, client, intent });

let link = openLink('take');
let times = 0;

async function reload(): Promise<void> {
  await link.close();
  link = openLink('resume');
  times += 1;
  tell({ type: 'reloaded', times });
}

process.on('message', (said) => {
  if (said === RELOAD) return void reload();
  const message = FromTerminal.parse(said);
  if (message.type === 'start') link.open(message.size);
  if (message.type === 'input') link.input(message.data);
  if (message.type === 'ack') link.ack(message.offset);
  if (message.type === 'answer') link.answer(message.answer);
});
