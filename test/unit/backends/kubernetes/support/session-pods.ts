/** Sessions' pods as an API server shows them, and one that lists and watches them. */
import type { ServerResponse } from 'node:http';
import { podManifest } from '../../../../../main/backends/kubernetes/pods/manifest';
import { SessionId } from '../../../../../preload/contract';
import { aSpec, someParts } from '../a-spec';
import { type ApiServer, type Asked, json } from './api-server';

/** The user that the pods are of. */
export const OWNER = 'ana@corp.example';

/** The id of the session with this number. */
export function idOf(number: number): SessionId {
  return SessionId.parse(`s${String(number).padStart(9, '0')}`);
}

/** The pod of the session with this number, as it comes in JSON. */
export function sessionPod(number: number, status: object = { phase: 'Running' }, meta = {}) {
  const manifest = podManifest(
    aSpec({ id: idOf(number), name: `Session ${number}` }),
    someParts(OWNER),
  );
  const server = { uid: `uid-${number}`, resourceVersion: '7' };
  return { ...manifest, metadata: { ...manifest.metadata, ...server, ...meta }, status };
}

/** Answers as an API server with these pods: whose they are, all of them, and what happens. */
export class PodsServer {
  readonly #server: ApiServer;
  #version = 10;
  #watches: ServerResponse[] = [];
  /** What a list has. */
  pods: ReturnType<typeof sessionPod>[] = [];
  /** What is answered where one is asked for. */
  one: ReturnType<typeof sessionPod> | null = null;
  owner = OWNER;
  /** Called when a watch has begun. */
  begun = () => {};

  constructor(server: ApiServer) {
    this.#server = server;
    server.answer = (asked, reply) => this.#answer(asked, reply);
  }

  /** How many lists and watches were asked for. */
  get asked(): { lists: number; watches: number } {
    const pods = this.#server.asked.filter(({ method, path }) => method === 'GET' && isPods(path));
    const watches = pods.filter(isWatch).length;
    return { watches, lists: pods.length - watches };
  }

  /** Watches that are open now. */
  get open(): number {
    return this.#watches.length;
  }

  /** Tells those who watch. */
  tell(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: ReturnType<typeof sessionPod>): void {
    this.#version += 1;
    const metadata = { ...pod.metadata, resourceVersion: String(this.#version) };
    const line = `${JSON.stringify({ type, object: { ...pod, metadata } })}\n`;
    for (const watch of this.#watches) watch.write(line);
  }

  #answer(asked: Asked, reply: ServerResponse): void {
    const { path, method } = asked;
    if (path.endsWith('/selfsubjectreviews'))
      json(reply, 201, { status: { userInfo: { username: this.owner } } });
    else if (path.endsWith('/selfsubjectaccessreviews'))
      json(reply, 201, { status: { allowed: true } });
    else if (method === 'GET' && this.one?.metadata.name === path.split('/').at(-1))
      json(reply, 200, this.one);
    else if (method !== 'GET' || !isPods(path)) json(reply, 500, 'not expected');
    else if (isWatch(asked)) this.#begin(reply);
    else {
      const metadata = { resourceVersion: String(this.#version) };
      json(reply, 200, { metadata, items: this.pods });
    }
  }

  #begin(reply: ServerResponse): void {
    reply.writeHead(200, { 'content-type': 'application/json' });
    reply.flushHeaders();
    this.#watches.push(reply);
    reply.once('close', () => {
      this.#watches = this.#watches.filter((one) => one !== reply);
    });
    this.begun();
  }
}

function isPods(path: string): boolean {
  return path.endsWith('/pods');
}

function isWatch({ query }: Asked): boolean {
  return query.get('watch') === 'true';
}
