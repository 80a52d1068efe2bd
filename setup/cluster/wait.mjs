// @ts-check
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../lib/say.mjs';
import { clusterCache, inRun } from './paths.mjs';

const LOOK_MS = 100;

/**
 * Looks until something is so.
 * @param {string} what for the error: "the API server"
 * @param {number} ms how long at most
 * @param {() => Promise<boolean>} isSo
 */
export async function until(what, ms, isSo) {
  const deadline = Date.now() + ms;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) {
      const fix = `See the logs in ${join(clusterCache, 'logs')} or ${inRun('logs')}.`;
      throw new SetupError(`${what} was not ready within ${ms / 1000} s.`, fix);
    }
    await sleep(LOOK_MS);
  }
}

/**
 * @param {string} server
 * @param {string} path
 * @returns {Promise<{ status: number, body: string }>} what the API server answers to the administrator
 */
export function ask(server, path) {
  return new Promise((resolve, reject) => {
    const pki = (/** @type {string} */ name) => readFileSync(inRun('pki', name));
    const tls = { ca: pki('ca.crt'), cert: pki('admin.crt'), key: pki('admin.key') };
    const asked = request(new URL(path, server), { ...tls, timeout: 5000 }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
      reply.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', reject);
    asked.end();
  });
}

/** @param {string} server */
export async function isNodeReady(server) {
  const { body } = await ask(server, '/api/v1/nodes/gamgui-node');
  /** @type {{ type: string, status: string }[]} */
  const conditions = JSON.parse(body).status.conditions;
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
