/** Another proxy without another start of the app. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { followNetwork } from '../../../main/network/follow';
import type { NetworkSettings } from '../../../main/network/settings';

const NONE: NetworkSettings = { proxy: null, noProxy: '', caFile: null };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test('a way out by other settings has another version, and the same ones do not', () => {
  let settings: NetworkSettings = NONE;
  const network = followNetwork(() => settings);
  const { version } = network;
  settings = { ...NONE };
  expect(network.version).toBe(version);
  settings = { ...NONE, proxy: 'http://proxy.example:8080' };
  expect(network.version).not.toBe(version);
  expect(network.proxy).toBe('http://proxy.example:8080');
});

test('settings that cannot be used are told where the network is used, and mended by better ones', () => {
  let settings: NetworkSettings = { ...NONE, proxy: 'socks5://proxy.example' };
  const network = followNetwork(() => settings);
  expect(() => network.agent('host.example')).toThrow('speaks to http and https proxies');
  settings = NONE;
  expect(() => network.agent('host.example')).not.toThrow();
});

test('an agent made after the change goes by the new proxy', async () => {
  const asked: string[] = [];
  const proxy = async (name: string) => {
    const server = createServer();
    server.on('connect', (request, socket) => {
      asked.push(`${name} ${request.url}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  };
  const [one, two] = [await proxy('one'), await proxy('two')];
  let settings: NetworkSettings = { ...NONE, proxy: one };
  const network = followNetwork(() => settings);
  const ask = () =>
    fetchBy(network.agent('cluster.example')).catch((error: unknown) => String(error));
  expect(await ask()).toContain('502');
  settings = { ...NONE, proxy: two };
  expect(await ask()).toContain('502');
  expect(asked).toEqual(['one cluster.example:443', 'two cluster.example:443']);
});

async function fetchBy(agent: import('node:https').Agent): Promise<void> {
  const { request } = await import('node:https');
  await new Promise((resolve, reject) => {
    request('https://cluster.example/', { agent }, resolve).on('error', reject).end();
  });
}
