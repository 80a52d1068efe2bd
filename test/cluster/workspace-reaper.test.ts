/** The reaper, with its own account, on a real cluster: of two hundred pods in all states and ages exactly the right ones go. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ANNOTATIONS } from '../../main/backends/kubernetes/pods/names';
import { APP_LABEL, SESSION_LABEL } from '../../main/backends/labels';
import { ask } from './support/ask';
import { access, kubectl } from './support/cluster';
import { aSession, podOf } from './support/session-pod';
import { USER } from './support/stage';
import { applySystem, applyWorkspace, noSystem, type Workspace } from './support/workspace';

if (noSystem !== null) console.warn(`skipped: ${noSystem}`);

const HOUR = 3_600_000;
const SPARE = 'gamgui.dev/spare';
const ROOT = join(import.meta.dirname, '..', '..');

/** Pods in one state, and when they go: at once, two hours later, or never; and for what. */
interface Kind {
  readonly name: string;
  readonly count: number;
  readonly goes: 'now' | 'later' | 'never';
  readonly why?: string;
  /** When it says that it may go, ms from now; absent: tomorrow. */
  readonly expires?: number | string;
  readonly status?: () => Partial<V1PodStatus>;
  readonly change?: (pod: V1Pod) => void;
}

const before = (ms: number) => new Date(Date.now() - ms).toISOString().replace(/\.\d+Z/, 'Z');

function withContainer(phase: string, state: object): Partial<V1PodStatus> {
  const container = { name: 'session', ready: false, restartCount: 0, image: 'i', imageID: '' };
  return { phase, containerStatuses: [{ ...container, state }] };
}

const runs = () => withContainer('Running', { running: { startedAt: before(HOUR) } });
const ended = (phase: string, ms: number) => () =>
  withContainer(phase, { terminated: { exitCode: 0, finishedAt: before(ms) } });
const metadataOf = (pod: V1Pod) => ({
  labels: pod.metadata?.labels ?? {},
  annotations: pod.metadata?.annotations ?? {},
});

const KINDS: readonly Kind[] = [
  { name: 'runs', count: 30, goes: 'never', status: runs },
  {
    name: 'runs, time over',
    count: 25,
    goes: 'now',
    why: 'expired',
    expires: -600_000,
    status: runs,
  },
  {
    name: 'runs, time just over',
    count: 10,
    goes: 'later',
    why: 'expired',
    expires: 0,
    status: runs,
  },
  { name: 'runs, says nonsense', count: 10, goes: 'never', expires: 'tomorrow', status: runs },
  {
    name: 'runs, past its deadline whatever it says',
    count: 10,
    goes: 'now',
    why: 'expired',
    expires: 999 * HOUR,
    status: () => ({ ...runs(), startTime: new Date(Date.now() - 8 * 24 * HOUR) }),
  },
  {
    name: 'succeeded yesterday',
    count: 20,
    goes: 'now',
    why: 'ended',
    status: ended('Succeeded', 25 * HOUR),
  },
  {
    name: 'failed yesterday',
    count: 15,
    goes: 'now',
    why: 'ended',
    status: ended('Failed', 25 * HOUR),
  },
  {
    name: 'ended an hour ago',
    count: 20,
    goes: 'never',
    expires: -600_000,
    status: ended('Failed', HOUR),
  },
  { name: 'made just now', count: 15, goes: 'later', why: 'never-started' },
  {
    name: 'spare',
    count: 10,
    goes: 'never',
    status: runs,
    change: (pod) => Object.assign(metadataOf(pod).labels, { [SPARE]: 'x' }),
  },
  {
    name: 'spare, claimed by nobody',
    count: 15,
    goes: 'now',
    why: 'spare',
    expires: -600_000,
    status: runs,
    change: (pod) => Object.assign(metadataOf(pod).labels, { [SPARE]: 'x' }),
  },
  {
    name: 'nobody’s',
    count: 5,
    goes: 'later',
    why: 'orphan',
    status: runs,
    change: (pod) => delete metadataOf(pod).annotations[ANNOTATIONS.owner],
  },
  {
    name: 'no session',
    count: 5,
    goes: 'later',
    why: 'orphan',
    status: runs,
    change: (pod) => delete metadataOf(pod).labels[SESSION_LABEL],
  },
  {
    name: 'not GamGUI’s',
    count: 10,
    goes: 'never',
    expires: -600_000,
    status: runs,
    change: (pod) => Object.assign(metadataOf(pod).labels, { [APP_LABEL]: 'other' }),
  },
  {
    name: 'on its way out',
    count: 5,
    goes: 'never',
    expires: -600_000,
    status: runs,
    change: ({ metadata }) => Object.assign(metadata ?? {}, { finalizers: ['gamgui.dev/test'] }),
  },
];

/** A line of the reaper. */
const Line = z.object({
  did: z.string(),
  kind: z.string().optional(),
  name: z.string().optional(),
  why: z.string().optional(),
});
describe.skipIf(noSystem !== null)('the reaper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-reaper-'));
  let workspace: Workspace;
  let removeSystem = () => {};
  const made = new Map<string, Kind>();

  beforeAll(async () => {
    removeSystem = applySystem();
    workspace = applyWorkspace({ users: [USER] });
    const { kubeConfig } = access();
    writeFileSync(
      join(folder, 'ca.crt'),
      Buffer.from(kubeConfig.getCurrentCluster()?.caData ?? '', 'base64'),
    );
    const token = kubectl(['-n', 'gamgui-system', 'create', 'token', 'reaper']);
    writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
    // Some of these the policy would not let be made, and the quota is for fewer.
    labelled('gamgui.dev/workspace-');
    kubectl(['-n', workspace.name, 'delete', 'resourcequota', '--all']);
    const all = KINDS.flatMap((kind) => Array.from({ length: kind.count }, () => kind));
    const left = [...all];
    const worker = async () => {
      for (let kind = left.pop(); kind !== undefined; kind = left.pop()) await make(kind);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    labelled('gamgui.dev/workspace=true');
  }, 180_000);
  afterAll(() => {
    const finalizers = JSON.stringify({ metadata: { finalizers: null } });
    for (const [name, kind] of made)
      if (kind.name === 'on its way out')
        kubectl(['-n', workspace.name, 'patch', 'pod', name, '--type=merge', '-p', finalizers]);
    workspace.remove();
    removeSystem();
    rmSync(folder, { recursive: true });
  });

  function labelled(change: string): void {
    kubectl(['label', 'namespace', workspace.name, change]);
  }

  async function send(method: string, path: string, body: unknown): Promise<void> {
    const base = `/api/v1/namespaces/${workspace.name}/pods`;
    const { status, message } = await ask(access(), { method, path: `${base}${path}`, body });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${message}`);
  }

  async function make(kind: Kind): Promise<void> {
    const pod = podOf(aSession(), { owner: USER, namespace: workspace.name });
    const name = pod.metadata?.name ?? '';
    const { expires = 24 * HOUR } = kind;
    metadataOf(pod).annotations[ANNOTATIONS.expires] =
      typeof expires === 'string' ? expires : new Date(Date.now() + expires).toISOString();
    Object.assign(pod.spec ?? {}, { nodeSelector: { 'gamgui.dev/test': 'no-node' } });
    kind.change?.(pod);
    await send('POST', '', pod);
    made.set(name, kind);
    const status = Object.entries(kind.status?.() ?? {});
    if (status.length > 0) {
      const steps = status.map(([field, value]) => ({
        op: 'add',
        path: `/status/${field}`,
        value,
      }));
      await send('PATCH', `/${name}/status`, steps);
    }
    if (kind.name === 'on its way out') await send('DELETE', `/${name}`, {});
  }

  /** One round; what it removed, and why. */
  function reap(...more: string[]): {
    removed: Map<string, string>;
    said: string;
    code: number | null;
  } {
    const { server = '' } = access().kubeConfig.getCurrentCluster() ?? {};
    const files = ['--ca', join(folder, 'ca.crt'), '--token', join(folder, 'token')];
    const words = ['-I', join(ROOT, 'agent'), 'reaper', '--server', server, ...files, ...more];
    const { stdout, stderr, status } = spawnSync('python3', words, { encoding: 'utf8' });
    expect(stderr).toBe('');
    const lines = stdout.split('\n').filter((line) => line !== '');
    const removed = lines
      .map((line) => Line.parse(JSON.parse(line)))
      .filter(({ did, kind }) => did === 'removed' && kind === 'pod');
    return {
      removed: new Map(removed.map(({ name = '', why = '' }) => [name, why])),
      said: stdout,
      code: status,
    };
  }

  const expected = (...when: readonly Kind['goes'][]) =>
    new Map(
      [...made]
        .filter(([, { goes }]) => when.includes(goes))
        .map(([name, { why = '' }]) => [name, why]),
    );

  function there(): string[] {
    const found = kubectl(['-n', workspace.name, 'get', 'pods', '-o', 'name']);
    return found
      .trim()
      .split('\n')
      .map((line) => line.replace('pod/', ''))
      .sort();
  }

  test('a dry run says what would go, and removes nothing', () => {
    expect(made.size).toBeGreaterThan(200);
    const { removed, said, code } = reap('--dry-run');
    expect({ code, size: removed.size }).toEqual({ code: 0, size: 0 });
    expect(said.match(/would-remove/g)?.length).toBe(expected('now').size);
    expect(there().length).toBe(made.size);
  });

  test('exactly what has expired, has ended or is spare goes; the rest stays', () => {
    const { removed, said, code } = reap();
    expect(code).toBe(0);
    expect(sorted(removed)).toEqual(sorted(expected('now')));
    expect(there()).toEqual([...expected('later', 'never').keys()].sort());
    expect(said).not.toContain(USER);
  });

  test('a second round removes nothing', () => {
    const { removed, said, code } = reap();
    expect({ code, removed: [...removed] }).toEqual({ code: 0, removed: [] });
    expect(said.split('\n').filter((line) => line.includes('"looked"')).length).toBe(1);
  });

  test('two hours later go those that never started, that are nobody’s, and whose slack is over', () => {
    const { removed } = reap('--now', new Date(Date.now() + 2 * HOUR).toISOString());
    expect(sorted(removed)).toEqual(sorted(expected('later')));
    expect(there()).toEqual([...expected('never').keys()].sort());
  });

  test('without the right to a workspace it says so, and ends with 1', () => {
    kubectl(['-n', workspace.name, 'delete', 'rolebinding', 'gamgui-reaper']);
    const { code, said } = reap();
    expect(code).toBe(1);
    expect(said).toContain('cannot list resource');
  });
});

function sorted(map: ReadonlyMap<string, string>): [string, string][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
