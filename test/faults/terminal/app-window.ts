/** A window of an app in a process of its own, which can be killed; its connections come here, so that they can be looked at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connect } from '../../../main/sessions/link/connect';
import type {
  FromTerminal,
  TerminalSize,
  ToTerminal,
  WaitingAnswer,
} from '../../../preload/terminal';
import { RELOAD, type Reloaded } from './reload';
import type { Window } from './window';

export class AppWindow implements Window {
  readonly #child: ChildProcess;
  readonly #server: Server;
  readonly #folder: string;

  private constructor(child: ChildProcess, server: Server, folder: string) {
    this.#child = child;
    this.#server = server;
    this.#folder = folder;
  }

  /** `program`: the bundle of app-process.ts. */
  static async start(
    program: string,
    connect: Connect,
    heard: (message: ToTerminal) => void,
  ): Promise<AppWindow> {
    const folder = mkdtempSync(join(tmpdir(), 'gamgui-app-'));
    const socket = join(folder, 's');
    const server = createServer((one) => void carry(one, connect));
    await once(server.listen(socket), 'listening');
    const child = spawn(process.execPath, [program, socket], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    // What was under way when it was killed is nobody's.
    child.on('error', () => {});
    child.on('message', (message: ToTerminal | Reloaded) => {
      if (message.type !== 'reloaded') heard(message);
    });
    return new AppWindow(child, server, folder);
  }

  open(size: TerminalSize): void {
    this.#say({ type: 'start', size });
  }

  input(data: Uint8Array): void {
    this.#say({ type: 'input', data: new Uint8Array(data) });
  }

  ack(offset: number): void {
    this.#say({ type: 'ack', offset });
  }

  answer(answer: WaitingAnswer): void {
    this.#say({ type: 'answer', answer });
  }

  /** The page is another one; how often by now. Resolves when nothing of the old one's is heard any more. */
  reload(): Promise<number> {
    return new Promise((resolve) => {
      const hear = (message: ToTerminal | Reloaded) => {
        if (message.type !== 'reloaded') return;
        this.#child.off('message', hear);
        resolve(message.times);
      };
      this.#child.on('message', hear);
      this.#child.send(RELOAD, () => {});
    });
  }

  /** Resolves when it is gone, and nothing of it is heard any more. */
  async kill(): Promise<void> {
    this.#child.removeAllListeners('message');
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'exit');
    }
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  close(): Promise<void> {
    return this.kill();
  }

  #say(message: FromTerminal): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

/** Carries one connection of the app's to the session. */
async function carry(socket: Socket, connect: Connect): Promise<void> {
  socket.on('error', () => {});
  try {
    const { stdin, stdout, close } = await connect('attach');
    socket.pipe(stdin);
    stdout.pipe(socket).once('close', close);
    // A stream that breaks has no end.
    stdout.on('error', () => {}).once('close', () => socket.end());
  } catch {
    socket.destroy();
  }
}
