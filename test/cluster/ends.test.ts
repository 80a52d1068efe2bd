/**
 * How sessions of a real cluster end, each by what really ends it, as a person meets it: in the window, in the list, and in
 * what a new session can be given. And what can be extended: the life that the agent keeps, not the deadline of the pod.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { extend } from '../../main/sessions/extending';
import { whatIsLeft } from '../../main/sessions/left';
import { localFiles } from '../../main/sessions/transfers/moves/local-files';
import { Transfers } from '../../main/sessions/transfers/queue/transfers';
import type { End, Session, SessionId } from '../../preload/contract';
import { Window } from '../unit/sessions/link/heard';
import { until } from '../unit/sessions/until';
import { type App, REQUEST } from './support/app';
import { kubectl, missing } from './support/cluster';
import { Stage } from './support/stage';

const SIZE = { cols: 80, rows: 24 };
const HOUR = 3_600_000;

describe.skipIf(missing !== null)('in a real cluster', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  /** A session with a window, in an app that watches as one with windows does. */
  async function begun(app: App, life: Partial<typeof REQUEST> = {}) {
    const { sessions } = app.core;
    sessions.watch();
    const { id, done } = sessions.create({ ...REQUEST, ...life });
    await done;
    const window = new Window(sessions.connection(id));
    stage.after(() => window.link.close());
    window.link.open(SIZE);
    await window.is('live');
    const view = (): Session => sessions.get(id).view();
    const so = (isSo: (session: Session) => boolean) => until(sessions, () => isSo(view()));
    return { id, sessions, window, view, so };
  }

  /** How it ended, once its place says so. */
  async function endOf({ view, so }: Awaited<ReturnType<typeof begun>>, cause: End['cause']) {
    await so(({ state }) => state.kind === 'ended' && state.cause === cause);
    return view().state;
  }

  /** A pod that is made from this, beside what every session's is. */
  const appFrom = (spec: object) => stage.appFrom({ spec });

  function inPod(namespace: string, id: SessionId, ...words: string[]): string {
    return kubectl(['-n', namespace, ...words.map((word) => word.replace('POD', podName(id)))]);
  }

  test('with the exit code of the shell', async () => {
    const begin = await begun(stage.app(stage.namespace().name));
    begin.window.type('exit 7\n');
    await begin.window.is('ended');
    expect(begin.window.state).toMatchObject({ cause: 'shell', exit: { code: 7 } });
    expect(await endOf(begin, 'shell')).toMatchObject({ expected: true, reason: 'exit 7' });
  });

  test('when its deadline comes, which cannot be moved and is announced as that', async () => {
    const begin = await begun(appFrom({ activeDeadlineSeconds: 25 }));
    await begin.so(({ nearEnd }) => nearEnd?.why === 'deadline');
    await extend(begin.sessions.connection(begin.id), HOUR);
    expect(begin.view().nearEnd).toMatchObject({ why: 'deadline' });
    expect(await endOf(begin, 'deadline')).toMatchObject({ expected: false });
  });

  test('when somebody deletes its pod: what was sent can be sent again, the rest is said to be lost', async () => {
    const { name } = stage.namespace();
    const app = stage.app(name);
    const begin = await begun(app);
    const { id, sessions, window } = begin;
    const connection = (session: SessionId) => sessions.connection(session);
    const transfers = new Transfers({ profile: app.profile, connection, ...localFiles });
    stage.after(() => transfers.close());
    const [kept, moved] = [join(app.profile, 'kept.csv'), join(app.profile, 'moved.csv')];
    for (const file of [kept, moved]) writeFileSync(file, 'a,b\n');
    await transfers.send(id, [kept, moved], Buffer.from(''));
    await expect
      .poll(() => transfers.list(id).map(({ state }) => state.kind), { timeout: 30_000 })
      .toEqual(['done', 'done']);
    rmSync(moved);
    inPod(name, id, 'delete', 'pod', 'POD', '--wait=false');
    await window.is('ended');
    expect(await endOf(begin, 'removed')).toMatchObject({ reason: 'removed by someone' });
    expect(await whatIsLeft(sessions.get(id), transfers)).toEqual({
      files: { kind: 'gone' },
      again: ['kept.csv'],
      missing: ['moved.csv'],
      saved: [],
    });
    // The pod is forgotten by the cluster, its end is not by the app.
    inPod(name, id, 'wait', '--for=delete', 'pod/POD', '--timeout=60s');
    await sessions.refresh();
    expect(begin.view().state).toMatchObject({ kind: 'ended', cause: 'removed' });
  });

  test('when it fills its disk beyond the limit: its node puts it out, and says why', async () => {
    // The session's own disk is guarded by its agent: this is another one, as a template may have it.
    const volumes = [{ name: 'scratch', emptyDir: { sizeLimit: '1Mi' } }];
    const volumeMounts = [{ name: 'scratch', mountPath: '/scratch' }];
    const begin = await begun(stage.appFrom({ spec: { volumes }, container: { volumeMounts } }));
    begin.window.type('head -c 20000000 /dev/zero > /scratch/big; sleep 600\n');
    const end = await endOf(begin, 'evicted');
    expect(end).toMatchObject({ expected: false, detail: expect.stringMatching(/scratch.*1Mi/) });
    await begin.window.is('ended');
  });

  test('out of memory it goes on with its files, and says so', async () => {
    const begin = await begun(stage.app(stage.namespace().name));
    const { window, view, so } = begin;
    window.type('echo before-$((1+1)) > kept; exec tail /dev/zero\n');
    await so(({ restart }) => restart?.reason === 'out-of-memory');
    expect(view().state.kind).not.toBe('ended');
    await window.is('live');
    window.type('cat kept\n');
    await window.shows('before-2\r\n');
  });

  test('never before its life is over, which is extended where its agent is', async () => {
    const begin = await begun(stage.app(stage.namespace().name), { lifeMs: 20_000 });
    await begin.so(({ nearEnd }) => nearEnd?.why === 'life');
    const before = begin.view().endsAt ?? 0;
    await extend(begin.sessions.connection(begin.id), HOUR);
    await begin.so(({ nearEnd }) => nearEnd === null);
    expect(begin.view().endsAt).toBeGreaterThanOrEqual(before + HOUR);
  });

  test('when its life is over', async () => {
    const begin = await begun(stage.app(stage.namespace().name), { lifeMs: 15_000 });
    expect(await endOf(begin, 'life')).toMatchObject({ expected: true });
    await begin.window.is('ended');
    expect(begin.window.state).toMatchObject({ cause: 'life' });
  });

  test('the deadline of a pod can be lowered, and never raised: Kubernetes says so', async () => {
    const { name } = stage.namespace();
    const begin = await begun(stage.app(name));
    const patch = (seconds: number) => {
      const body = JSON.stringify({ spec: { activeDeadlineSeconds: seconds } });
      return inPod(name, begin.id, 'patch', 'pod', 'POD', '-p', body);
    };
    expect(() => patch(8 * 24 * 3600)).toThrow(/must be less than or equal to previous value/);
    expect(patch(6 * 24 * 3600)).toContain('patched');
  });
});
