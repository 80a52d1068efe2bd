/** The API server goes and comes back: what was open is told as lost, what lasts mends by itself. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openExec } from '../../main/backends/kubernetes/exec/exec';
import type { PodEvent } from '../../main/backends/kubernetes/rest/watch';
import { kill, notOurs, release } from './support/api-server-process';
import { access, direct, idlePod, missing, running } from './support/cluster';
import { type TestNamespace, testNamespace } from './support/namespace';

const why = missing ?? notOurs;
if (why !== null) console.warn(`skipped: ${why}`);

describe.skipIf(why !== null)('without the API server', () => {
  let place: TestNamespace;
  let pod = '';
  beforeAll(async () => {
    place = testNamespace();
    pod = (await place.client.createPod(idlePod())).metadata?.name ?? '';
    await running(place.client, pod);
  });
  afterAll(async () => {
    release();
    await back();
    place.remove();
  });

  /** Resolves when it answers again. */
  async function back(): Promise<void> {
    for (;;) if ((await place.client.version().catch(() => null)) !== null) return;
  }
  const exec = (script: string) => {
    const where = {
      access: access({ namespace: place.name }),
      network: direct,
      pod,
      container: 'session',
    };
    return openExec({ ...where, command: ['sh', '-c', script] });
  };

  test('a program loses its connection at once, a watch goes on', async () => {
    const stop = new AbortController();
    const told: PodEvent[] = [];
    let heard = () => {};
    const hear = (kind: PodEvent['kind'], name: string | null) =>
      new Promise<void>((resolve) => {
        const has = ({ kind: is, ...event }: PodEvent) =>
          is === kind && (name === null || ('pod' in event && event.pod.metadata?.name === name));
        heard = () => told.some(has) && resolve();
        heard();
      });
    const watched = place.client.watchPods(
      {},
      (event) => {
        told.push(event);
        heard();
      },
      stop.signal,
    );
    await hear('all', null);
    const { stdout, exit } = await exec('while :; do echo tick; sleep 0.1; done');
    await once(stdout, 'data');
    const since = Date.now();
    await kill('SIGKILL', true);
    await expect(exit).rejects.toMatchObject({
      code: 'link-lost',
      message: expect.stringMatching(/FIN|RST/),
    });
    expect(Date.now() - since).toBeLessThan(5000);
    await hear('trouble', null);
    await expect(place.client.getPod(pod)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:refused|reset)$/),
    });
    await expect(exec('true')).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:refused|reset)$/),
    });
    release();
    await back();
    const made = (await place.client.createPod(idlePod())).metadata?.name ?? '';
    await hear('set', made);
    stop.abort();
    await watched;
  });

  test('what it has forgotten when it comes back is listed again', async () => {
    const { resourceVersion } = await place.client.listPods('');
    await place.client.createPod(idlePod());
    await kill('SIGKILL');
    await back();
    const stop = new AbortController();
    const told: string[] = [];
    const handler = ({ kind }: PodEvent) => {
      told.push(kind);
      stop.abort();
    };
    await place.client.watchPods({ resourceVersion }, handler, stop.signal);
    // From its memory, or all: nothing is left out either way.
    expect(told[0]).toMatch(/^(?:set|all)$/);
    const { exit } = await exec('exit 3');
    expect(await exit).toEqual({ code: 3, signal: null });
  });
});
