/** Says whose a token is, where the stand-in for Google's servers says it: at the cluster's socket. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const Review = z.object({
  apiVersion: z.literal('authentication.k8s.io/v1'),
  kind: z.literal('TokenReview'),
  spec: z.object({ token: z.string() }),
});

/** Answers until it is closed; `users` are by their tokens. */
export async function answerReviews(
  socket: string,
  users: Readonly<Record<string, string>>,
): Promise<{ close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { apiVersion, kind, spec } = Review.parse(await json(request));
    const username = users[spec.token];
    const status =
      username === undefined
        ? { authenticated: false }
        : { authenticated: true, user: { username } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ apiVersion, kind, status }));
  });
  await once(server.listen(socket), 'listening');
  return {
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
