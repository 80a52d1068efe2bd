/** The test cluster asks whose a token is, as GKE does: over a unix socket. */

import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { World } from './world';

const Review = z.object({
  apiVersion: z.literal('authentication.k8s.io/v1'),
  kind: z.literal('TokenReview'),
  spec: z.object({ token: z.string().min(1) }),
});

const SCOPES = ['cloud-platform', 'userinfo.email'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** GKE knows an account by its address only if the token may tell it. */
function userOf(world: World, token: string): object | null {
  const grant = world.grant(token);
  if (grant === null || !SCOPES.every((scope) => grant.scopes.includes(scope))) return null;
  return { username: grant.email, uid: grant.email };
}

/** Answers token reviews at a socket until it is closed. */
export async function answerReviews(world: World, socket: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    try {
      const { apiVersion, kind, spec } = Review.parse(JSON.parse(await text(request)));
      const user = userOf(world, spec.token);
      const status = user === null ? { authenticated: false } : { authenticated: true, user };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ apiVersion, kind, status }));
    } catch {
      world.unexpected.push(`${request.method} token review`);
      response.writeHead(400).end();
    }
  });
  // What a stand-in that was killed has left. Where another one answers, listening fails.
  if (!(await answers(socket))) rmSync(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  return server;
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
