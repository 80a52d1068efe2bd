/** A session whose folder is on a volume claim: it is made before the pod, used, and goes with the session. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Window } from '../unit/sessions/link/heard';
import { REQUEST } from './support/app';
import { kubectl, missing, ownStateFile } from './support/cluster';
import { Stage } from './support/stage';

const why =
  missing ?? (ownStateFile === null ? 'a folder of another cluster’s node is needed' : null);
if (why !== null && missing === null) console.warn(`skipped: ${why}`);

describe.skipIf(why !== null)('on a claim', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  /** A volume on the node, in a folder of this test, for whoever claims it first in the namespace. */
  function volume(namespace: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'gamgui-volume-'));
    // The image's user is nobody here.
    chmodSync(folder, 0o777);
    const name = `${namespace}-volume`;
    const spec = {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      hostPath: { path: folder, type: 'Directory' },
    };
    const made = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec };
    kubectl(['apply', '-f', '-'], JSON.stringify(made));
    stage.after(() => {
      kubectl(['delete', 'persistentvolume', name, '--wait=false']);
      rmSync(folder, { recursive: true, force: true });
    });
    return folder;
  }

  test('the files are on the volume, and the claim goes with the session', async () => {
    const { name } = stage.namespace();
    const folder = volume(name);
    const { core, kubernetes } = stage.app(name, { env: { K8S_VOLUME_SIZE: '1Gi' } });
    expect(await kubernetes.check()).toMatchObject({
      kind: 'ready',
      text: expect.stringContaining('files on a volume of 1Gi'),
    });
    const { id, done } = core.sessions.create(REQUEST);
    await done;
    const claims = () => kubectl(['-n', name, 'get', 'persistentvolumeclaims', '-o', 'name']);
    expect(claims().trim()).toBe(`persistentvolumeclaim/gamgui-${id}`);
    const window = new Window(core.sessions.connection(id));
    stage.after(() => window.link.close());
    window.link.open({ cols: 80, rows: 24 });
    window.type('echo kept > on-the-volume; echo $((40 + 2))\n');
    await window.shows('42\r\n');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('s/work/on-the-volume');
    await core.sessions.end(id);
    expect(claims()).toBe('');
  });

  test('a session that is given up while it waits for a volume leaves no claim', async () => {
    const { name } = stage.namespace();
    const { core } = stage.app(name, { env: { K8S_VOLUME_SIZE: '1Gi' } });
    const waiting = new Promise<void>((resolve) => {
      core.sessions.on('changed', () => {
        const [session] = core.sessions.list();
        if (session?.state.kind === 'creating' && session.state.text.includes('no node has room'))
          resolve();
      });
    });
    const { id, done } = core.sessions.create(REQUEST);
    await waiting;
    await core.sessions.end(id);
    await expect(done).rejects.toThrow();
    const left = kubectl(['-n', name, 'get', 'pods,persistentvolumeclaims', '-o', 'name']);
    expect(left).toBe('');
  });
});
