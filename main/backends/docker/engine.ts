/** An engine that is asked through dockerode, which is loaded when one is first used. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { z } from 'zod';
import { noAnswer, toFailure, words } from './failures';
import { addressOf, type EnginePlace } from './place';

/** How long an answer may take unless more is said. An engine that is asked for little answers in milliseconds. */
const PATIENCE_MS = 10_000;

const Info = z.object({ NCPU: z.number().default(1) });

/** What an engine is. */
export interface EngineFacts {
  /** "Docker 28.2.2", "Podman 5.1". */
  readonly version: string;
  readonly cpus: number;
}

/** One engine. Every method throws a Failure with the reason. */
export class Engine {
  readonly place: EnginePlace;
  readonly #api: Dockerode;

  private constructor(place: EnginePlace, api: Dockerode) {
    this.place = place;
    this.#api = api;
  }

  /** Connects to nothing yet. @throws Failure `docker-address`, or why its certificates cannot be read */
  static async open(place: EnginePlace): Promise<Engine> {
    try {
      const { default: Api } = await import('dockerode');
      return new Engine(place, new Api(optionsOf(place)));
    } catch (error) {
      throw toFailure(error);
    }
  }

  /** Asks; `patienceMs` null: however long it takes. */
  async ask<T>(
    question: (api: Dockerode) => Promise<T>,
    patienceMs: number | null = PATIENCE_MS,
  ): Promise<T> {
    const done = new AbortController();
    try {
      const answer = question(this.#api);
      if (patienceMs === null) return await answer;
      const slow = sleep(patienceMs, undefined, { signal: done.signal, ref: false });
      return await Promise.race([answer, slow.then(() => Promise.reject(noAnswer()))]);
    } catch (error) {
      throw toFailure(error);
    } finally {
      done.abort();
    }
  }

  /** What it is. */
  async facts(): Promise<EngineFacts> {
    const [version, info] = await this.ask((api) => Promise.all([api.version(), api.info()]));
    const name = version.Components?.[0]?.Name.startsWith('Podman') ? 'Podman' : 'Docker';
    return { version: `${name} ${words(version.Version)}`, cpus: Info.parse(info).NCPU };
  }
}

/** All are said, since dockerode fills what is missing from the environment. */
function optionsOf(place: EnginePlace): Dockerode.DockerOptions {
  const address = addressOf(place);
  if (address.kind === 'socket') return { host: '', protocol: 'http', socketPath: address.path };
  const { host, port } = address;
  const { certificates } = place;
  if (certificates === null) return { host, port, protocol: 'http' };
  const pem = (name: string) => readFileSync(join(certificates, name));
  const keys = { ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
  return { host, port, protocol: 'https', ...keys };
}
