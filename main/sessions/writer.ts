/**
 * Tells whether the process that wrote a record still runs. Each process listens on a socket of its own while it has
 * something under way; whoever can connect to it knows that it lives. The system closes a socket with its process, however
 * that ends, and no later process can be mistaken for it, as one can with a process id. It works alike on Linux, macOS
 * and Windows (named pipes).
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { answers } from '../backends/answers';

const PATTERN = /^w-[0-9a-f]{12}$/;

/** The socket's address in a folder that only this user can enter. */
function newAddress(folder: string): string {
  const name = `w-${randomBytes(6).toString('hex')}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\gamgui-${name}` : join(folder, name);
}

/** This process's own sign of life. */
export class Writer {
  readonly #folder: string;
  #server: Promise<{ server: Server; address: string }> | null = null;

  /** `folder` is short (a socket's path has at most 104 bytes) and private. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The address to be written into records; listens from the first call on. */
  async address(): Promise<string> {
    this.#server ??= this.#listen();
    return (await this.#server).address;
  }

  /** To be called when nothing is under way any more. */
  async close(): Promise<void> {
    const server = await this.#server?.catch(() => null);
    this.#server = null;
    server?.server.close();
  }

  /** Removes the sockets that killed processes have left. */
  async removeDead(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const address = join(this.#folder, name);
      if (PATTERN.test(name) && !(await answers(address))) await rm(address, { force: true });
    }
  }

  #listen(): Promise<{ server: Server; address: string }> {
    const address = newAddress(this.#folder);
    const server = createServer((socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      // The sign of life must not be what keeps a process alive.
      server.listen(address, () => resolve({ server: server.unref(), address }));
    });
  }
}
