/** toxiproxy before one address: https://github.com/Shopify/toxiproxy#http-api. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { clusterProgram, programPath } from '../../../setup/cluster/build.mjs';
import { runSteps } from '../../../setup/lib/step.mjs';

/** What is done to one direction of all connections, in toxiproxy's words. Upstream is to the server. */
export interface Toxic {
  readonly type: 'latency' | 'bandwidth' | 'slicer' | 'timeout' | 'reset_peer';
  readonly stream: 'upstream' | 'downstream';
  /** The share of connections that it is done to; 1 unless set. */
  readonly toxicity?: number;
  readonly attributes: Readonly<Record<string, number>>;
}

const NAME = 'way';
const START_MS = 10_000;
const LOOK_MS = 20;
const Listed = z.object({ toxics: z.array(z.object({ type: z.string() })) });

export class Toxiproxy {
  /** Where connections to the address are made. */
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #api: string;

  private constructor(child: ChildProcess, api: number, port: number) {
    this.#child = child;
    this.#api = `http://127.0.0.1:${api}`;
    this.port = port;
  }

  /** Starts one of its own. `upstream`: host and port. */
  static async start(upstream: string): Promise<Toxiproxy> {
    await runSteps([clusterProgram('toxiproxy')]);
    const [api, port] = [await freePort(), await freePort()];
    const words = ['-host', '127.0.0.1', '-port', String(api)];
    // In a group of its own: a Ctrl-C is for the run, which still needs it to end well.
    const options = { stdio: 'ignore', detached: true } as const;
    const child = spawn(programPath('toxiproxy'), words, options);
    process.once('exit', () => child.kill('SIGKILL'));
    const proxy = new Toxiproxy(child, api, port);
    try {
      await proxy.#answers();
      const listen = `127.0.0.1:${port}`;
      await proxy.#ask('POST', '/proxies', { name: NAME, listen, upstream, enabled: true });
      return proxy;
    } catch (error) {
      await proxy.end();
      throw error;
    }
  }

  /** Without it all connections end, and none can be made. */
  async enable(enabled: boolean): Promise<void> {
    await this.#ask('POST', `/proxies/${NAME}`, { enabled });
  }

  /** Adds it; the same again changes it. */
  async add(toxic: Toxic): Promise<void> {
    await this.#ask('POST', `/proxies/${NAME}/toxics`, { name: nameOf(toxic), ...toxic });
  }

  async remove(toxic: Toxic): Promise<void> {
    await this.#ask('DELETE', `/proxies/${NAME}/toxics/${nameOf(toxic)}`);
  }

  /** The types of those that are in force. */
  async inForce(): Promise<string[]> {
    const proxy = Listed.parse(await this.#ask('GET', `/proxies/${NAME}`));
    return proxy.toxics.map(({ type }) => type);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** It says that it listens a moment before it does. @throws when it does not answer in time */
  async #answers(): Promise<void> {
    for (const until = Date.now() + START_MS; ; await pause(LOOK_MS)) {
      const answer = await this.#ask('GET', '/proxies').catch((error: unknown) => {
        if (Date.now() > until || this.#child.exitCode !== null) throw error;
        return null;
      });
      if (answer !== null) return;
    }
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const reply = await fetch(this.#api + path, init);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`toxiproxy: ${method} ${path}: ${reply.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

function nameOf({ type, stream }: Toxic): string {
  return `${type}-${stream}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('there is no port');
}
