/** A session's folder with a real `files` program for it, and a folder on this side, for one test. No host is needed. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Parts } from '../../../../main/sessions/link/connect';
import { FilesClient } from '../../../../main/sessions/transfers/files-client';
import type { Frame } from '../../../../main/sessions/wire/frames';
import { TestHost } from '../../support/agent-host';
import { type Changes, meddle } from './meddler';

/** Pauses between tries are not what is tested. */
const HURRY = 0.01;

export class Place {
  readonly host = new TestHost();
  readonly folder = mkdtempSync(join(tmpdir(), 'gamgui-local-'));
  /** Frames to the agent and to the client, in order, of all connections. */
  readonly seen: Frame[] = [];
  /** How frames are changed. Null: not at all. */
  out: ((frame: Frame) => readonly Frame[]) | null = null;
  back: ((frame: Frame) => readonly Frame[]) | null = null;
  /** Called before each connection is made, which waits for it. */
  connecting: () => void | Promise<void> = () => {};
  readonly #clients: FilesClient[] = [];

  constructor() {
    const tenant = { id: 'own', kind: 'gam' };
    const config = { session: 's1abc', name: 'test', tenant };
    writeFileSync(join(this.host.folder, 'config.json'), JSON.stringify(config));
    mkdirSync(this.host.work);
  }

  client(): FilesClient {
    const client = new FilesClient(this.parts);
    this.#clients.push(client);
    return client;
  }

  /** How a client meets the program. */
  get parts(): Parts {
    return {
      app: 'test',
      clock: {
        now: () => Date.now(),
        after(ms, then) {
          const timer = setTimeout(then, ms < 10_000 ? ms * HURRY : ms);
          return () => clearTimeout(timer);
        },
      },
      connect: async () => {
        await this.connecting();
        return meddle(await this.host.connect('files'), this.#changes());
      },
    };
  }

  /** A file on this side. */
  local(name: string): string {
    return join(this.folder, name);
  }

  /** A file of the session. */
  remote(name: string): string {
    return join(this.host.work, name);
  }

  write(path: string, data: Uint8Array | string): string {
    writeFileSync(path, data);
    return path;
  }

  /** Names at both ends. */
  get names(): { local: string[]; remote: string[] } {
    return { local: readdirSync(this.folder).sort(), remote: readdirSync(this.host.work).sort() };
  }

  /** Cuts every connection. */
  cut(): void {
    this.host.cut();
  }

  async end(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.host.end();
    rmSync(this.folder, { recursive: true });
  }

  #changes(): Changes {
    const see = (change: 'out' | 'back') => (frame: Frame) => {
      this.seen.push(frame);
      return this[change]?.(frame) ?? [frame];
    };
    return { out: see('out'), back: see('back') };
  }
}

export const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** sha256 of a file, in hexadecimal. */
export const sha256Of = (path: string) => sha256(readFileSync(path));
