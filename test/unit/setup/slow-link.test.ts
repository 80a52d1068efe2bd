import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openSlowLink } from '../../bench/lib/slow-link.mjs';

const RATE = 2_000_000;

/** A link to a server that does this with each connection. */
async function linkTo(serve: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(serve);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const link = await openSlowLink({ host: '127.0.0.1', port }, RATE);
  onTestFinished(() => {
    link.close();
    server.close();
  });
  return link.port;
}

test('all that a server says before it closes arrives, at the rate of the link', async () => {
  const said = Buffer.alloc(600_000, 'bytes');
  const port = await linkTo((socket) => socket.end(said));
  const began = performance.now();
  const came = await buffer(connect(port, '127.0.0.1'));
  expect(came.equals(said)).toBe(true);
  expect((performance.now() - began) / 1000).toBeGreaterThan((0.5 * said.length) / RATE);
});

test('what a server says before it resets the connection arrives too', async () => {
  const said = Buffer.alloc(60_000, 'bytes');
  const meeting = new EventEmitter();
  const port = await linkTo((socket) => {
    socket.write(said);
    // The link has read all by the time it has passed on the first of it.
    meeting.once('begun', () => socket.resetAndDestroy());
  });
  const client = connect(port, '127.0.0.1').once('readable', () => meeting.emit('begun'));
  expect((await buffer(client)).equals(said)).toBe(true);
});

test('a server that is gone is noticed', async () => {
  const port = await linkTo((socket) => socket.resetAndDestroy());
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  await once(client, 'close');
});
