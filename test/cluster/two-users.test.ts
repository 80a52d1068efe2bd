/** Two users with a namespace each, signed in as with GKE: neither gets at what the other has there. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClusterClient } from '../../main/backends/kubernetes/rest/client';
import { makeNetwork } from '../../main/network/make';
import type { SessionId } from '../../preload/contract';
import { PROJECT } from '../google/cluster';
import type { Google } from '../google/stand-in';
import { Window } from '../unit/sessions/link/heard';
import { notOurs } from './support/api-server-process';
import { type App, REQUEST } from './support/app';
import { administrator, kubectl, missing } from './support/cluster';
import { Stage } from './support/stage';

const why = missing ?? notOurs;
if (why !== null) console.warn(`skipped: ${why}`);

const NAMES = ['ana', 'bo'] as const;
type Name = (typeof NAMES)[number];

/** A user's app, and their session. */
interface User {
  readonly app: App;
  readonly id: SessionId;
  readonly pod: string;
  readonly uid: string;
}

describe.skipIf(why !== null)('two users', () => {
  const stage = new Stage();
  let google: Google;
  const users = new Map<Name, User>();
  const namespaceOf = (name: Name) => `gamgui-${name}`;

  beforeAll(async () => {
    let standIn: Google | undefined;
    for (const name of NAMES) {
      const [app, same] = await stage.appByGoogle(
        `${name}@corp.example`,
        namespaceOf(name),
        standIn,
      );
      standIn = google = same;
      const { id, done } = app.core.sessions.create(REQUEST);
      await done;
      const pod = `gamgui-${id}`;
      const found = await administrator(namespaceOf(name)).getPod(pod);
      users.set(name, { app, id, pod, uid: found?.metadata?.uid ?? '' });
    }
  });
  afterAll(async () => {
    for (const { app, id } of users.values()) await app.kubernetes.remove(id);
    await stage.clear();
  });

  function user(name: Name): User {
    const found = users.get(name);
    if (found === undefined) throw new Error('there is no such user');
    return found;
  }

  /** The app of one user, who names the namespace of the other and has all that the other's app knows. */
  async function intruder(by: Name, of: Name): Promise<App> {
    const [app] = await stage.appByGoogle(`${by}@corp.example`, namespaceOf(of), google);
    const records = (one: App) => join(one.profile, 'records');
    cpSync(records(user(of).app), records(app), { recursive: true });
    return app;
  }

  describe.each<{ by: Name; of: Name }>([
    { by: 'ana', of: 'bo' },
    { by: 'bo', of: 'ana' },
  ])('$by, in the namespace of $of', ({ by, of }) => {
    let app: App;
    beforeAll(async () => {
      app = await intruder(by, of);
    });

    /** The same token, without what the app asks first. */
    async function client(): Promise<ClusterClient> {
      const { caFile, proxy } = google;
      const place = { project: PROJECT, location: 'europe-west1', cluster: 'by-name' };
      const access = await app.core.google.clusters.access({
        ...place,
        namespace: namespaceOf(of),
      });
      const network = makeNetwork({ proxy, noProxy: '', caFile });
      const found = new ClusterClient(access, network);
      expect(await found.whoami()).toBe(`${by}@corp.example`);
      return found;
    }

    const refused = (verb: string, resource: string) => ({
      code: expect.stringMatching(/^forbidden/),
      message: expect.stringContaining(
        `User "${by}@corp.example" cannot ${verb} resource "${resource}"`,
      ),
    });

    test('is told that the place cannot be used', async () => {
      const status = await app.kubernetes.check();
      expect(status).toMatchObject({ kind: 'unusable', error: { code: 'forbidden' } });
    });

    test('lists nothing', async () => {
      const { found, error } = await app.kubernetes.list();
      expect(found).toEqual([]);
      expect(error).toMatchObject(refused('list', 'pods'));
    });

    test.each(['attach', 'files', 'status'] as const)('enters no pod: %s', async (program) => {
      const entered = app.kubernetes.exec(user(of).id, program);
      await expect(entered).rejects.toMatchObject(refused('get', 'pods/exec'));
    });

    test('ends no session', async () => {
      const ended = app.kubernetes.remove(user(of).id);
      await expect(ended).rejects.toMatchObject(refused('get', 'pods'));
      const { pod, uid } = user(of);
      const removed = (await client()).deletePod(pod, { uid, graceSeconds: 0 });
      await expect(removed).rejects.toMatchObject(refused('delete', 'pods'));
    });

    test('reads no log', async () => {
      const read = (await client()).podLog(user(of).pod, 5);
      await expect(read).rejects.toMatchObject(refused('get', 'pods/log'));
    });

    test('makes nothing', async () => {
      const { done } = app.core.sessions.create(REQUEST);
      await expect(done).rejects.toMatchObject(refused('create', 'pods'));
    });

    test('has changed nothing: the session is its owner’s, and goes on', async () => {
      const { app: own, id, pod, uid } = user(of);
      const names = ['get', 'pods', '-n', namespaceOf(of), '-o', 'name'];
      expect(kubectl(names).split('\n')).toContain(`pod/${pod}`);
      const found = await administrator(namespaceOf(of)).getPod(pod);
      expect(found).toMatchObject({ metadata: { uid }, status: { phase: 'Running' } });
      expect(found?.metadata?.deletionTimestamp).toBeUndefined();
      const { found: listed } = await own.kubernetes.list();
      expect(listed.find((one) => one.id === id)).toMatchObject({ state: 'running' });
      const window = new Window(own.core.sessions.connection(id));
      window.link.open({ cols: 80, rows: 24 });
      window.type(`echo mine-$((1+1)) for ${by}\n`);
      await window.shows(`mine-2 for ${by}`);
      await window.link.close();
    });
  });
});
