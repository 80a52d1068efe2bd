import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ClusterAccess } from '../../../../main/backends/kubernetes/access';
import { openExec } from '../../../../main/backends/kubernetes/exec/exec';
import { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import { Failure } from '../../../../main/failure';
import { ApiServer, direct, json, podJson } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';

let cert: Certificate;
let server: ApiServer;
let renewals: number;
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
  renewals = 0;
});
afterEach(() => server.close());

/** A user whose token is refused until it is made anew; `helps` says whether that makes it good. */
function outdated(helps = true): ClusterAccess {
  const access = server.access({ token: 'revoked' });
  const user = access.kubeConfig.getCurrentUser();
  return {
    ...access,
    renew: async () => {
      renewals += 1;
      if (helps) Object.assign(user ?? {}, { token: 'a-token' });
    },
  };
}
const where = { network: direct, pod: 'gamgui-a', container: 'session', command: ['x'] };

test('a refused token is made anew once, and what was asked is done', async () => {
  server.answer = (_, reply) => json(reply, 200, podJson('a'));
  const client = new ClusterClient(outdated(), direct);
  expect((await client.getPod('a'))?.metadata?.name).toBe('a');
  await client.getPod('a');
  expect(renewals).toBe(1);
  expect(server.asked).toHaveLength(3);
});

test('so is that of a watch', async () => {
  const stop = new AbortController();
  server.answer = ({ query }, reply) => {
    if (!query.has('watch')) throw new Error('a version was given');
    reply.writeHead(200, { 'content-type': 'application/json' });
    reply.write(`${JSON.stringify({ type: 'ADDED', object: podJson('a') })}\n`);
  };
  const client = new ClusterClient(outdated(), direct);
  const names: (string | undefined)[] = [];
  await client.watchPods(
    { resourceVersion: '1' },
    (event) => {
      if (event.kind === 'set') names.push(event.pod.metadata?.name);
      stop.abort();
    },
    stop.signal,
  );
  expect(names).toEqual(['a']);
  expect(renewals).toBe(1);
});

test('so is that of an exec', async () => {
  server.exec = (socket) => {
    socket.send(Buffer.from('\u0001out'));
    socket.send(Buffer.from('\u0003{"metadata":{},"status":"Success"}'));
    socket.close(1000);
  };
  const exec = await openExec({ ...where, access: outdated() });
  expect(await text(exec.stdout)).toBe('out');
  expect(renewals).toBe(1);
});

test('a user who is still refused is told so, after one new token', async () => {
  const client = new ClusterClient(outdated(false), direct);
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(openExec({ ...where, access: outdated(false) })).rejects.toMatchObject({
    code: 'unauthorized',
  });
  expect(renewals).toBe(2);
  expect(server.asked).toHaveLength(4);
});

test('where there is no new token, its reason is told', async () => {
  const renew = async () => {
    throw new Failure('sign-in-again', 'You have to sign in with Google again: it was revoked.');
  };
  const access = { ...server.access({ token: 'revoked' }), renew };
  const client = new ClusterClient(access, direct);
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'sign-in-again' });
  await expect(openExec({ ...where, access })).rejects.toMatchObject({ code: 'sign-in-again' });
});
