/** The reaper as a cluster runs it: a pod of its CronJob, from the image, with its own account and by its own rights. */
import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ANNOTATIONS } from '../../main/backends/kubernetes/pods/names';
import { ClusterClient } from '../../main/backends/kubernetes/rest/client';
import { ask } from './support/ask';
import { access, administrator, direct, kubectl, running } from './support/cluster';
import { aSession, podOf } from './support/session-pod';
import { USER } from './support/stage';
import { applySystem, applyWorkspace, noSystem, type Workspace } from './support/workspace';

if (noSystem !== null) console.warn(`skipped: ${noSystem}`);

const HOUR = 3_600_000;
const SYSTEM = 'gamgui-system';
const WAITS = 'trap "exit 0" TERM; while :; do sleep 1; done';

/** A pod of a session. */
interface Kind {
  readonly name: string;
  /** Why it goes; absent: it stays. */
  readonly why?: string;
  /** When it says that it may go, ms from now. */
  readonly expires: number;
  readonly spare?: true;
  /** What is said of it; absent: it really runs. */
  readonly status?: () => V1PodStatus;
}

function endedBefore(ms: number): V1PodStatus {
  const terminated = { exitCode: 0, finishedAt: new Date(Date.now() - ms) };
  const container = { name: 'session', ready: false, restartCount: 0, image: 'i', imageID: '' };
  return { phase: 'Succeeded', containerStatuses: [{ ...container, state: { terminated } }] };
}

const KINDS: readonly Kind[] = [
  { name: 'runs', expires: 24 * HOUR },
  { name: 'runs, and its time is over', expires: -HOUR, why: 'expired' },
  { name: 'spare', expires: 24 * HOUR, spare: true },
  { name: 'spare, and nobody claimed it', expires: -HOUR, spare: true, why: 'spare' },
  { name: 'ended yesterday', expires: 0, status: () => endedBefore(25 * HOUR), why: 'ended' },
  { name: 'ended an hour ago', expires: 0, status: () => endedBefore(HOUR) },
];

const Line = z.looseObject({
  did: z.string(),
  name: z.string().optional(),
  why: z.string().optional(),
});
const Pods = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), deletionTimestamp: z.string().optional() }),
      spec: z.object({ serviceAccountName: z.string() }),
      status: z.object({ phase: z.string() }),
    }),
  ),
});

describe.skipIf(noSystem !== null)('the reaper, as a pod', () => {
  let workspace: Workspace;
  let removeSystem = () => {};
  const made = new Map<string, Kind>();

  beforeAll(async () => {
    removeSystem = applySystem();
    workspace = applyWorkspace({ users: [USER] });
    for (const kind of KINDS) made.set(await make(kind), kind);
  });
  afterAll(() => {
    workspace?.remove();
    removeSystem();
  });

  function podLike({ expires, spare, status }: Kind): V1Pod {
    const pod = podOf(aSession(), { owner: USER, namespace: workspace.name, script: WAITS });
    Object.assign(pod.metadata?.annotations ?? {}, {
      [ANNOTATIONS.expires]: new Date(Date.now() + expires).toISOString(),
    });
    if (spare) Object.assign(pod.metadata?.labels ?? {}, { 'gamgui.dev/spare': 'true' });
    Object.assign(pod.spec ?? {}, {
      serviceAccountName: 'gamgui-session',
      ...(status !== undefined && { nodeSelector: { 'gamgui.dev/test': 'no-node' } }),
    });
    return pod;
  }

  /** As its user makes it, past the policy; the name of the pod. */
  async function make(kind: Kind): Promise<string> {
    const pod = podLike(kind);
    const name = pod.metadata?.name ?? '';
    const user = access({ user: USER, namespace: workspace.name });
    await new ClusterClient(user, direct).createPod(pod);
    if (kind.status === undefined) {
      await running(administrator(workspace.name), name);
      return name;
    }
    const steps = Object.entries(kind.status()).map(([field, value]) => ({
      op: 'add',
      path: `/status/${field}`,
      value,
    }));
    const path = `/api/v1/namespaces/${workspace.name}/pods/${name}/status`;
    const { status, message } = await ask(access(), { method: 'PATCH', path, body: steps });
    expect({ status, message }).toEqual({ status: 200, message: '' });
    return name;
  }

  /** Lets the CronJob's next round run now. `ends`: the condition of its job that is waited for. */
  function round(name: string, ends: 'complete' | 'failed'): z.infer<typeof Line>[] {
    kubectl(['-n', SYSTEM, 'create', 'job', name, '--from=cronjob/reaper']);
    kubectl(['-n', SYSTEM, 'wait', `--for=condition=${ends}`, `job/${name}`, '--timeout=120s']);
    const log = kubectl(['-n', SYSTEM, 'logs', `job/${name}`]);
    expect(log).not.toContain(USER);
    const lines = log.split('\n').filter((line) => line !== '');
    return lines.map((line) => Line.parse(JSON.parse(line)));
  }

  /** What is still there, without what is on its way out. */
  function there(): string[] {
    const found = Pods.parse(
      JSON.parse(kubectl(['-n', workspace.name, 'get', 'pods', '-o', 'json'])),
    );
    return found.items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name)
      .sort();
  }

  const named = (goes: boolean) =>
    [...made].filter(([, { why }]) => (why !== undefined) === goes).map(([name]) => name);

  test('it removes what has expired, has ended or nobody claimed, and says so', () => {
    const lines = round('reaper-first', 'complete');
    const removed = lines
      .filter(({ did }) => did === 'removed')
      .map(({ name, why }) => [name, why]);
    const expected = [...made].filter(([, { why }]) => why).map(([name, { why }]) => [name, why]);
    expect(removed.sort()).toEqual(expected.sort());
    const own = lines.filter(({ workspace: of, did }) => of === workspace.name && did === 'looked');
    expect(own).toMatchObject([{ seen: KINDS.length, removed: expected.length, failed: 0 }]);
    expect(there()).toEqual(named(false).sort());
  });

  test('a second round removes nothing', () => {
    const lines = round('reaper-second', 'complete');
    expect(lines.filter(({ did }) => did !== 'looked')).toEqual([]);
    expect(there()).toEqual(named(false).sort());
  });

  test('its pod is its own account’s', () => {
    // Of rounds that went well the CronJob keeps the last one.
    const label = 'batch.kubernetes.io/job-name=reaper-second';
    const pods = kubectl(['-n', SYSTEM, 'get', 'pods', '-l', label, '-o', 'json']);
    expect(Pods.parse(JSON.parse(pods)).items).toMatchObject([
      { spec: { serviceAccountName: 'reaper' }, status: { phase: 'Succeeded' } },
    ]);
  });

  test('only restricted pods are let in where it runs', () => {
    const bare = ['run', 'bare', '--image=gamgui.test/pause:1', '--dry-run=server'];
    expect(() => kubectl(['-n', SYSTEM, ...bare])).toThrow(
      /violates PodSecurity "restricted:latest"/,
    );
  });

  test('where a workspace does not let it, its job fails, and its log says who may not do what', () => {
    kubectl(['-n', workspace.name, 'delete', 'rolebinding', 'gamgui-reaper']);
    const lines = round('reaper-without', 'failed');
    expect(lines).toContainEqual({
      did: 'failed',
      workspace: workspace.name,
      error: expect.stringContaining(
        `User "system:serviceaccount:${SYSTEM}:reaper" cannot list resource`,
      ),
    });
    expect(there()).toEqual(named(false).sort());
  });
});
