/** Google's servers: one TLS server that knows by the name which of them it is. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { accounts } from './accounts';
import type { Certificates } from './certificates';
import { container } from './container';
import { iamCredentials, sts } from './federation';
import { type Answer, type Ask, type Service, UNKNOWN } from './http';
import { oauth } from './oauth';
import type { Fault, World } from './world';

/** The servers that are stood in for. */
export const HOSTS = ['oauth2', 'sts', 'iamcredentials', 'container']
  .map((name) => `${name}.googleapis.com`)
  .concat('accounts.google.com');

/** Makes the server; the proxy hands it connections. */
export function makeServices(world: World, { cert, key }: Certificates): Server {
  const services: Record<string, Service> = {
    'oauth2.googleapis.com': oauth(world),
    'sts.googleapis.com': sts(world),
    'iamcredentials.googleapis.com': iamCredentials(world),
    'container.googleapis.com': container(world),
    'accounts.google.com': accounts(world),
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const ask = await read(request);
    world.log.push(`${ask.method} ${ask.host}${ask.path}${grantType(ask)}`);
    await wait(world.latencyMs);
    const fault = world.nextFault(ask.host);
    if (fault === null || fault.kind === 'answer')
      write(response, fault === null ? answerTo(ask, services[ask.host], world) : fault);
    else strike(fault, request);
  };
  return createServer({ cert, key }, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      world.unexpected.push(`${request.method} ${request.url}: ${error}`);
      response.destroy();
    });
  });
}

function answerTo(ask: Ask, service: Service | undefined, world: World): Answer {
  const isSo = `${ask.method} ${ask.host}${ask.path}`;
  try {
    const answer = service?.(ask) ?? null;
    if (answer !== null) return answer;
    world.unexpected.push(isSo);
    return UNKNOWN;
  } catch (error) {
    // What the real client would never send: the message names the field, never its value.
    world.unexpected.push(`${isSo}: ${error instanceof Error ? error.message : error}`);
    const message = 'Request contains an invalid argument.';
    return { status: 400, body: { error: { code: 400, message, status: 'INVALID_ARGUMENT' } } };
  }
}

async function read(request: IncomingMessage): Promise<Ask> {
  const host = request.headers.host ?? '';
  const servername = request.socket instanceof TLSSocket ? request.socket.servername : null;
  if (servername !== host) throw new Error(`Host is ${host}, but TLS is for ${servername}`);
  const url = new URL(request.url ?? '', `https://${host}`);
  const { method = '', headers } = request;
  const body = await text(request);
  return { method, host, path: url.pathname, query: url.searchParams, headers, body };
}

function grantType({ body, path }: Ask): string {
  const kind = path.endsWith('/token') ? new URLSearchParams(body).get('grant_type') : null;
  return kind === null ? '' : ` ${kind.split(':').at(-1)}`;
}

function write(response: ServerResponse, answer: Answer): void {
  const { status, body, html, location } = answer;
  const headers =
    location !== undefined
      ? { location }
      : { 'content-type': html === undefined ? 'application/json; charset=UTF-8' : 'text/html' };
  response.writeHead(status, headers).end(html ?? (body === undefined ? '' : JSON.stringify(body)));
}

/** Nothing is answered; with `stall` the connection stays until the client gives up. */
function strike(fault: Exclude<Fault, { kind: 'answer' }>, request: IncomingMessage): void {
  if (fault.kind === 'reset') request.socket.destroy();
}
