/** Placeholders: where a node is full of them a session has room at once, and they never take that of a session. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { REQUEST } from './support/app';
import { administrator, kubectl, ownStateFile } from './support/cluster';
import { Stage, USER } from './support/stage';
import { applySystem, applyWorkspace, noSystem, type Workspace } from './support/workspace';

/** A cluster with more to do than these tests is not filled up. */
const why = noSystem ?? (ownStateFile === null ? 'this cluster is not the tests’ own' : null);
if (why !== null) console.warn(`skipped: ${why}`);

const SYSTEM = 'gamgui-system';
const WAIT = { timeout: 90_000, interval: 250 };

const Pods = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), uid: z.string() }),
      status: z.object({
        phase: z.string(),
        conditions: z
          .array(
            z.object({
              type: z.string(),
              reason: z.string().optional(),
              message: z.string().optional(),
            }),
          )
          .optional(),
      }),
    }),
  ),
});
const Nodes = z.object({
  items: z.array(z.object({ status: z.object({ allocatable: z.object({ cpu: z.string() }) }) })),
});
const Events = z.object({
  items: z.array(z.object({ involvedObject: z.object({ uid: z.string() }), message: z.string() })),
});

/** Processors of the node that pods may have. */
function processors(): number {
  const nodes = Nodes.parse(JSON.parse(kubectl(['get', 'nodes', '-o', 'json'])));
  const cpu = nodes.items[0]?.status.allocatable.cpu ?? '';
  return cpu.endsWith('m') ? Number.parseInt(cpu, 10) / 1000 : Number(cpu);
}

/** The placeholders that run, and what the scheduler says of each that waits for room. */
function placeholders(): { running: readonly string[]; waiting: readonly string[] } {
  const selector = 'app.kubernetes.io/name=gamgui-placeholder';
  const found = kubectl(['-n', SYSTEM, 'get', 'pods', '-l', selector, '-o', 'json']);
  const { items } = Pods.parse(JSON.parse(found));
  return {
    running: items
      .filter(({ status }) => status.phase === 'Running')
      .map(({ metadata }) => metadata.uid),
    waiting: items.flatMap(({ status }) =>
      (status.conditions ?? [])
        .filter(({ reason }) => reason === 'Unschedulable')
        .map(({ message = '' }) => message),
    ),
  };
}

/** The placeholders that gave way to a pod, by the scheduler's own events. */
function preemptedBy(uid: string): string[] {
  const events = ['get', 'events', '--field-selector', 'reason=Preempted', '-o', 'json'];
  const { items } = Events.parse(JSON.parse(kubectl(['-n', SYSTEM, ...events])));
  return items
    .filter(({ message }) => message.includes(uid))
    .map(({ involvedObject }) => involvedObject.uid);
}

describe.skipIf(why !== null)('placeholders', () => {
  let workspace: Workspace;
  let removeSystem = () => {};
  let stage = new Stage();
  /** Half a processor each: one more than there is room for, whatever else runs. */
  let count = 0;

  beforeAll(async () => {
    removeSystem = applySystem();
    workspace = applyWorkspace({ users: [USER] });
    count = Math.floor(processors() * 2) + 1;
    kubectl(['-n', SYSTEM, 'scale', 'deployment/placeholder', `--replicas=${count}`]);
    await isFull();
  });
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });
  afterAll(() => {
    workspace?.remove();
    removeSystem();
  });

  /** Each of them runs or has no room; how many run. */
  async function isFull(): Promise<readonly string[]> {
    return vi.waitFor(() => {
      const { running, waiting } = placeholders();
      expect(waiting.length).toBeGreaterThan(0);
      expect(running.length + waiting.length).toBe(count);
      return running;
    }, WAIT);
  }

  test('a session takes the place of one at once, keeps it, and gives it back', async () => {
    const before = await isFull();
    const app = stage.app(workspace.name, {
      way: { user: USER },
      env: { K8S_POD_TEMPLATE: 'gamgui-session', K8S_IMAGE: '' },
    });
    const { id, done } = app.core.sessions.create(REQUEST);
    await done;
    const session = await administrator(workspace.name).getPod(podName(id));
    expect(session).toMatchObject({ status: { phase: 'Running' } });

    // The one that gave way is named with the session that it gave way to.
    const gone = await vi.waitFor(() => {
      const found = preemptedBy(session?.metadata?.uid ?? '-');
      expect(found.length).toBeGreaterThan(0);
      return found;
    }, WAIT);
    for (const uid of gone) expect(before).toContain(uid);

    // Another is made in its stead, and waits: it may take nobody's place.
    const after = await isFull();
    expect(after.length).toBe(before.length - gone.length);
    const { waiting } = placeholders();
    for (const message of waiting)
      expect(message).toContain('not eligible due to preemptionPolicy=Never');
    expect(await administrator(workspace.name).getPod(podName(id))).toMatchObject({
      metadata: { uid: session?.metadata?.uid },
      status: { phase: 'Running', containerStatuses: [{ restartCount: 0 }] },
    });

    await app.kubernetes.remove(id);
    await vi.waitFor(() => expect(placeholders().running.length).toBe(before.length), WAIT);
  });
});
