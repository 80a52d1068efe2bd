/** What an open exec stream costs the API server in memory: what docs/cost.md says breaks first. */
import { execFileSync } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openExec } from '../../main/backends/kubernetes/exec/exec';
import { LOAD } from '../../setup/cost/load.mjs';
import {
  access,
  administrator,
  direct,
  idlePod,
  kubectlCommand,
  missing,
  running,
} from './support/cluster';

if (missing !== null) console.warn(`skipped: ${missing}`);

const STREAMS = 200;

/** Bytes that the API server has in memory, by its own word. */
function memory(): number {
  const { program, args, env } = kubectlCommand(['get', '--raw', '/metrics']);
  const metrics = execFileSync(program, args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
}

describe.skipIf(missing !== null)('an API server', () => {
  const client = missing === null ? administrator() : null;
  let [pod, uid] = ['', ''];

  beforeAll(async () => {
    const { metadata } = (await client?.createPod(idlePod())) ?? {};
    [pod, uid] = [metadata?.name ?? '', metadata?.uid ?? ''];
    if (client !== null) await running(client, pod);
  });
  afterAll(async () => {
    await client?.deletePod(pod, { uid, graceSeconds: 0 });
  });

  test(`holds ${STREAMS} exec streams in a memory that is known`, async () => {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const one = () =>
      openExec({
        ...{ access: access(), network: direct, pod, container: 'session' },
        ...{ command: ['cat'], signal: stop.signal },
      });
    const open = async (count: number) => {
      for (let opened = 0; opened < count; opened += 1) {
        const { exit } = await one();
        exit.catch(() => {});
      }
    };
    // What the first ones take is not each one's.
    await open(20);
    const before = memory();
    await open(STREAMS);
    const each = (memory() - before) / STREAMS / 1024;
    stop.abort();
    console.info(`an exec stream: ${each.toFixed(0)} KiB of the API server`);
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThanOrEqual(LOAD.memoryOfAStreamKiB);
  });
});
