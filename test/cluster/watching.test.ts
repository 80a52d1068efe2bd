/** What happens to sessions in a real cluster is seen at once, wherever it was done, and told for what it is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Found, Listing, PlaceWatch } from '../../main/backends/backend';
import type { KubernetesBackend } from '../../main/backends/kubernetes/kubernetes';
import { SessionManager } from '../../main/sessions/manager';
import { Records } from '../../main/sessions/records';
import { Writer } from '../../main/sessions/writer';
import type { SessionId } from '../../preload/contract';
import { until } from '../unit/sessions/until';
import { kill, notOurs, release } from './support/api-server-process';
import { kubectl, missing } from './support/cluster';
import { type TestNamespace, testNamespace } from './support/namespace';
import { aSession, backendIn, podOf } from './support/session-pod';

/** Does nothing, and does not go when it is asked to. */
const IDLE = 'trap "" TERM; while :; do sleep 1; done';
/** Takes all the memory there is, as the container's first process. */
const GREEDY = 'exec tail /dev/zero';

if (missing === null && notOurs !== null) console.warn(`skipped in part: ${notOurs}`);

describe.skipIf(missing !== null)('in a real cluster', () => {
  let place: TestNamespace;
  let owner = '';
  beforeAll(async () => {
    place = testNamespace();
    owner = await place.client.whoami();
  });
  afterAll(() => {
    release();
    place.remove();
  });

  /** Makes the pod of a new session, as if from another computer. */
  async function make(how: { script?: string; memory?: string }, change: (pod: V1Pod) => void) {
    const spec = aSession();
    const pod = podOf(spec, { owner, namespace: place.name, ...how });
    change(pod);
    const { metadata } = await place.client.createPod(pod);
    const name = metadata?.name ?? '';
    const remove = () =>
      place.client.deletePod(name, { uid: metadata?.uid ?? '', graceSeconds: 0 });
    return { id: spec.id, name, remove };
  }
  const asIs = () => {};

  describe('the list of sessions', () => {
    let folder = '';
    let manager: SessionManager;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'gamgui-watching-'));
      manager = new SessionManager({
        records: new Records(folder),
        writer: new Writer(folder),
        backends: [backendIn(place.name)],
        app: '1',
        report: () => {},
      });
      await manager.find();
      manager.watch();
      // The first list of the watch is there.
      await manager.refresh();
    });
    afterEach(async () => {
      await manager.close();
      rmSync(folder, { recursive: true });
    });
    const view = (id: SessionId) => manager.list().find((session) => session.id === id);
    const so = (isSo: () => boolean) => until(manager, isSo);

    test('has what another computer makes and removes within a second', async () => {
      const made = await make({ script: IDLE }, asIs);
      const since = Date.now();
      await so(() => view(made.id) !== undefined);
      expect(Date.now() - since).toBeLessThan(1000);
      await made.remove();
      const removed = Date.now();
      await so(() => view(made.id) === undefined);
      expect(Date.now() - removed).toBeLessThan(1000);
    });

    test('has a thousand that are made at once, in few looks', async () => {
      let told = 0;
      manager.on('changed', () => {
        told += 1;
      });
      const before = manager.list().length;
      const one = () =>
        make({}, ({ spec }) => {
          // They are only to be listed: no node could hold them all.
          if (spec) spec.schedulerName = 'nobody';
        });
      for (let n = 0; n < 20; n += 1) await Promise.all(Array.from({ length: 50 }, one));
      const since = Date.now();
      await so(() => manager.list().length === before + 1000);
      expect(Date.now() - since).toBeLessThan(1000);
      expect(told).toBeLessThan(200);
      kubectl(['delete', 'pods', '-n', place.name, '--all', '--force', '--wait=false']);
      await so(() => manager.list().length === 0);
    });

    test('says of one that ran out of memory that it goes on, and what it runs', async () => {
      const first = 'mkdir /session/greedy';
      const script = `${first} && ${GREEDY}; exec gamgui-agent host`;
      const made = await make({ script, memory: '128Mi' }, asIs);
      await so(() => view(made.id)?.restart !== undefined);
      expect(view(made.id)?.restart?.reason).toBe('out-of-memory');
      // The agent says what it has once it is reached.
      await so(() => /^GAM 7\.\d\d\.\d\d, \S+/.test(view(made.id)?.place.runs ?? ''));
      expect(view(made.id)?.state.kind).toBe('ready');
      await made.remove();
    });
  });

  describe('the place', () => {
    let backend: KubernetesBackend;
    let watch: PlaceWatch;
    let changed: () => void;
    beforeEach(() => {
      changed = () => {};
      backend = backendIn(place.name);
      watch = backend.watch(() => changed());
    });
    afterEach(() => watch.stop());

    /** What `look` sees in the listing, once it is something; it looks after each change. */
    function see<T>(look: (listing: Listing) => T | undefined): Promise<T> {
      return new Promise((resolve) => {
        changed = async () => {
          const seen = look(await backend.list());
          if (seen !== undefined) resolve(seen);
        };
        changed();
      });
    }
    const one = (id: SessionId) => (listing: Listing) =>
      listing.found.find((session) => session.id === id);
    /** How the session ended, once it is told. */
    const endOf = (id: SessionId): Promise<Extract<Found, { state: 'ended' }>> =>
      see((listing) => {
        const found = one(id)(listing);
        return found?.state === 'ended' ? found : undefined;
      });
    /** The same in words, of an end that nobody wanted. */
    const wordsOf = async (id: SessionId) => {
      const { end } = await endOf(id);
      expect(end.expected).toBe(false);
      return `${end.reason} ${end.detail}`;
    };
    function evict(name: string): void {
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } };
      const path = `/api/v1/namespaces/${place.name}/pods/${name}/eviction`;
      kubectl(['create', '--raw', path, '-f', '-'], JSON.stringify(body));
    }

    test.each<[string, string, (pod: V1Pod) => void, RegExp]>([
      [
        'out of memory',
        GREEDY,
        ({ spec }) => {
          if (spec) spec.restartPolicy = 'Never';
        },
        /^out of memory /,
      ],
      [
        'too old',
        IDLE,
        ({ spec }) => {
          if (spec) spec.activeDeadlineSeconds = 1;
        },
        /^too old for a pod /,
      ],
      [
        'its disk is full',
        `head -c 20000000 /dev/zero > /tmp/big; ${IDLE}`,
        ({ spec }) => {
          for (const volume of spec?.volumes ?? [])
            if (volume.emptyDir?.sizeLimit === '512Mi') volume.emptyDir.sizeLimit = '1Mi';
        },
        /^evicted .*tmp.*1Mi/,
      ],
    ])('tells of an end: %s', async (_, script, change, expected) => {
      const made = await make({ script }, change);
      expect(await wordsOf(made.id)).toMatch(expected);
      await made.remove();
    });

    test('tells of an end: evicted by someone', async () => {
      const made = await make({ script: IDLE }, asIs);
      evict(made.name);
      expect(await wordsOf(made.id)).toMatch(/^evicted \S/);
      await made.remove();
    });

    test('tells of an end: its node is no more', async () => {
      // A cluster of one node has none to lose: this one was never there, which is the same to who collects its pods.
      const made = await make({}, ({ spec }) => {
        if (spec) spec.nodeName = 'a-node-that-is-gone';
      });
      await see(one(made.id));
      expect(await wordsOf(made.id)).toMatch(/^node lost .*node no longer exists/);
    });

    test.skipIf(notOurs !== null)('keeps what it knew while the API server is away', async () => {
      const made = await make({ script: IDLE }, asIs);
      await see(one(made.id));
      await kill('SIGKILL', true);
      const away = await see((listing) => (listing.error === null ? undefined : listing));
      expect(one(made.id)(away)).toMatchObject({ state: 'running' });
      release();
      const back = await see((listing) => (listing.error === null ? listing : undefined));
      expect(one(made.id)(back)).toMatchObject({ state: 'running' });
      await made.remove();
    });

    test('finds what was made a moment ago, and what is not there any more', async () => {
      const made = await make({ script: IDLE }, asIs);
      const other = backendIn(place.name);
      await other.list();
      expect(await other.find(made.id)).toMatchObject({ id: made.id, state: 'running' });
      await made.remove();
      await expect.poll(() => other.find(made.id), { timeout: 20_000 }).toBeNull();
    });
  });
});
