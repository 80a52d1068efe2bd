// @ts-check
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** What goes on at a time, in bytes: a few packets, so that the rate is even. */
const PIECE = 8_192;
/** What a link holds that is not on its way yet: about what routers keep. */
const HELD = 65_536;

/** What a busy machine was late with is made up for, as a link would have gone on meanwhile. */
const LATE_MS = 100;

/**
 * A link to an address that takes so many bytes in a second each way, whoever uses it.
 * @param {{ host: string, port: number }} to
 * @param {number} bytesPerSecond
 * @returns {Promise<{ port: number, close: () => void }>} it listens on 127.0.0.1
 */
export async function openSlowLink(to, bytesPerSecond) {
  const [out, back] = [turns(bytesPerSecond), turns(bytesPerSecond)];
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...to, allowHalfOpen: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    pass(near, out, far);
    pass(far, back, near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * One way of a connection. Its end comes after all that the link holds: a server that has closed has still bytes on the way.
 * @param {import('node:net').Socket} from
 * @param {(bytes: number) => Promise<void>} turn
 * @param {import('node:net').Socket} to
 */
function pass(from, turn, to) {
  const link = paced(turn);
  from.pipe(link).pipe(to);
  // A server that resets what it has closed has still bytes on the way, too.
  from.on('error', () => link.end());
}

/**
 * When bytes may go, one after the other: all connections share it.
 * @param {number} bytesPerSecond
 * @returns {(bytes: number) => Promise<void>}
 */
function turns(bytesPerSecond) {
  let free = performance.now();
  return async (bytes) => {
    free = Math.max(free, performance.now() - LATE_MS) + (bytes / bytesPerSecond) * 1000;
    const wait = free - performance.now();
    // A timer is no more exact than this; what is early now is waited for later.
    if (wait > 2) await pause(wait);
  };
}

/** @param {(bytes: number) => Promise<void>} turn */
function paced(turn) {
  return new Transform({
    highWaterMark: HELD,
    /** @param {Buffer} chunk */
    transform(chunk, _, done) {
      const pass = async () => {
        for (let at = 0; at < chunk.length; at += PIECE) {
          const piece = chunk.subarray(at, at + PIECE);
          await turn(piece.length);
          this.push(piece);
        }
      };
      pass().then(() => done(), done);
    },
  });
}
