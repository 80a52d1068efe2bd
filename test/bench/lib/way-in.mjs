// @ts-check
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { output } from './cluster.mjs';

/**
 * A way to the API server that knows when what came from it.
 * @typedef {object} WayIn
 * @property {string} kubeconfig a file by which the cluster is reached this way
 * @property {() => void} forget counts anew
 * @property {(before: number) => number} replied when the longest of the replies that came before then was there, in
 *   ms since 1970
 * @property {() => void} close
 */

/**
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} kubeconfig the file to write
 * @returns {Promise<WayIn>}
 */
export async function openWayIn(cluster, kubeconfig) {
  const view = [...cluster.kubectl, 'config', 'view', '--raw', '--flatten', '--minify'];
  const config = JSON.parse(await output([...view, '-o', 'json']));
  const [{ cluster: target }] = config.clusters;
  const { hostname, port } = new URL(target.server);
  /** @type {{ at: number, bytes: number }[][]} what came, a list for each connection */
  let came = [];
  const server = createServer((near) => {
    const far = connect(Number(port || 443), hostname);
    /** @type {{ at: number, bytes: number }[]} */
    const parts = [];
    came.push(parts);
    far.on('data', ({ length }) => parts.push({ at: Date.now(), bytes: length }));
    near.pipe(far).pipe(near);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on('error', end).on('close', end);
    far.on('error', end).on('close', end);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const own = typeof address === 'object' ? address?.port : 0;
  Object.assign(target, { server: `https://127.0.0.1:${own}` });
  if (hostname !== '127.0.0.1') Object.assign(target, { 'tls-server-name': hostname });
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return {
    kubeconfig,
    forget: () => {
      came = [];
    },
    replied: (before) => {
      const connections = came.map((parts) => parts.filter(({ at }) => at <= before));
      const longest = connections.reduce((a, b) => (sum(b) > sum(a) ? b : a), []);
      return endOf(longest);
    },
    close: () => server.close(),
  };
}

/** @param {{ bytes: number }[]} parts */
function sum(parts) {
  return parts.reduce((bytes, part) => bytes + part.bytes, 0);
}

/**
 * What comes later on the same connection is short.
 * @param {{ at: number, bytes: number }[]} parts of one connection
 * @returns {number} when nearly all of them had come
 */
function endOf(parts) {
  const nearlyAll = sum(parts) * 0.99;
  let bytes = 0;
  for (const part of parts) {
    bytes += part.bytes;
    if (bytes >= nearlyAll) return part.at;
  }
  throw new Error('Nothing came from the API server.');
}
