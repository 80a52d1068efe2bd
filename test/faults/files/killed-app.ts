/** An app that is killed: a process whose connections come here, so that they can be looked at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Connect } from '../../../main/sessions/link/connect';
import type { Order } from './app';

export class KilledApp {
  readonly #child: ChildProcess;
  readonly #server: Server;

  private constructor(child: ChildProcess, server: Server) {
    this.#child = child;
    this.#server = server;
  }

  /** `program`: the bundle of app-process.ts; `socket`: where its connections come. */
  static async start(
    program: string,
    { profile, socket, order }: { profile: string; socket: string; order: Order },
    connect: Connect,
  ): Promise<KilledApp> {
    const server = createServer((one) => void join(one, connect));
    server.listen(socket);
    await once(server, 'listening');
    const args = [program, profile, socket, JSON.stringify(order)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    return new KilledApp(child, server);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Resolves when it is gone. */
  async gone(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit');
    this.#server.close();
  }
}

async function join(socket: Socket, connect: Connect): Promise<void> {
  socket.on('error', () => {});
  const { stdin, stdout, close } = await connect('files');
  socket.pipe(stdin);
  // A connection ends with its process. What it still had to read would hold this one open, paused, for good.
  stdout.pipe(socket).once('close', close);
}
