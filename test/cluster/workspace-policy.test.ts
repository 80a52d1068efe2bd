/** What the admission policy and the quota of a workspace refuse, and that the app's own sessions pass. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ANNOTATIONS } from '../../main/backends/kubernetes/pods/names';
import { ClusterClient } from '../../main/backends/kubernetes/rest/client';
import { makeDiagnostics } from '../../main/diagnostics/compose';
import { Failure } from '../../main/failure';
import { TargetKey } from '../../preload/contract';
import { Window } from '../unit/sessions/link/heard';
import { REQUEST } from './support/app';
import { ask } from './support/ask';
import { access, administrator, direct, kubectl } from './support/cluster';
import { making } from './support/failing';
import { partsOf, ROWS, sessionPod } from './support/refused-pods';
import { Stage, USER } from './support/stage';
import { applySystem, applyWorkspace, noSystem, type Workspace } from './support/workspace';

if (noSystem !== null) console.warn(`skipped: ${noSystem}`);

const SPARE = 'gamgui.dev/spare';
const POLICY = 'gamgui-session-pods';

describe.skipIf(noSystem !== null)('a workspace', () => {
  let workspace: Workspace;
  /** Without Pod Security: there the policy alone refuses. */
  let bare: Workspace;
  let removeSystem = () => {};
  let stage = new Stage();

  const userIn = ({ name }: Workspace) => access({ user: USER, namespace: name });
  const clientIn = (place: Workspace) => new ClusterClient(userIn(place), direct);
  const change = (place: Workspace, pod: string, ...operations: object[]) =>
    ask(userIn(place), {
      method: 'PATCH',
      path: `/api/v1/namespaces/${place.name}/pods/${pod}`,
      body: operations,
    });

  beforeAll(async () => {
    removeSystem = applySystem();
    workspace = applyWorkspace({ users: [USER] });
    bare = applyWorkspace({ users: [USER], podSecurity: false });
    await inForce(bare);
  });
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });
  afterAll(() => {
    workspace?.remove();
    bare?.remove();
    removeSystem();
  });

  /** A policy bites a moment after it was made. */
  async function inForce(place: Workspace): Promise<void> {
    const pod = sessionPod(place.name);
    delete partsOf(pod).annotations[ANNOTATIONS.owner];
    const body = { apiVersion: 'v1', kind: 'Pod', ...pod };
    const path = `/api/v1/namespaces/${place.name}/pods?dryRun=All`;
    await vi.waitFor(
      async () => {
        const { message } = await ask(userIn(place), { method: 'POST', path, body });
        expect(message).toContain(POLICY);
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  test('the policy says nothing that the API server warns of', () => {
    const path = 'jsonpath={.status}';
    const get = () => kubectl(['get', 'validatingadmissionpolicy', POLICY, '-o', path]);
    return expect.poll(get, { timeout: 30_000 }).toBe('{"observedGeneration":1,"typeChecking":{}}');
  });

  test.each(ROWS)('refuses $name', async ({ says, spoil }) => {
    const pod = sessionPod(bare.name);
    spoil(partsOf(pod));
    const refused = clientIn(bare).createPod(pod);
    await expect(refused).rejects.toMatchObject({
      code: 'admission-policy',
      message: expect.stringContaining(says),
      fix: expect.stringContaining('ask its administrator'),
    });
  });

  test.each([
    { where: 'by the policy', place: () => bare, code: 'admission-policy' },
    { where: 'by Pod Security first', place: () => workspace, code: 'pod-security' },
  ])('refuses privileged, $where', async ({ place, code }) => {
    const pod = sessionPod(place().name);
    const { container } = partsOf(pod);
    container.securityContext = {
      ...container.securityContext,
      privileged: true,
      allowPrivilegeEscalation: true,
    };
    const refused: unknown = await clientIn(place())
      .createPod(pod)
      .catch((error: unknown) => error);
    if (!(refused instanceof Failure)) throw new Error('it was made');
    // An API server without --allow-privileged refuses it before anything else looks at it.
    if (/Privileged containers are disallowed|disallowed by cluster policy/.test(refused.message))
      expect(refused.code).toBe('invalid');
    else expect(refused.code).toBe(code);
  });

  test('an owner never changes, nor the image, nor which session it is, and no deadline is put off', async () => {
    const pod = sessionPod(bare.name);
    const name = pod.metadata?.name ?? '';
    await clientIn(bare).createPod(pod);
    stage.after(() => kubectl(['-n', bare.name, 'delete', 'pod', name, '--now']));
    const owner = '/metadata/annotations/gamgui.dev~1owner';
    const session = '/metadata/labels/gamgui.dev~1session';
    const deadline = 'activeDeadlineSeconds';
    const tries = [
      [{ op: 'replace', path: owner, value: 'bo@corp.example' }, 'gamgui.dev/owner never changes'],
      [{ op: 'remove', path: owner }, 'gamgui.dev/owner, whose pod it is, is missing'],
      [
        { op: 'replace', path: '/metadata/labels/gamgui.dev~1owner', value: 'x' },
        'gamgui.dev/session never change',
      ],
      [
        { op: 'replace', path: '/spec/containers/0/image', value: 'evil.example/miner:1' },
        'the image of a session never changes',
      ],
      [{ op: 'replace', path: session, value: 'other' }, 'gamgui.dev/session never change'],
      // These two the API server refuses by itself.
      [{ op: 'replace', path: '/spec/activeDeadlineSeconds', value: 604_801 }, deadline],
      [{ op: 'remove', path: '/spec/activeDeadlineSeconds' }, deadline],
      [
        { op: 'add', path: '/metadata/labels/gamgui.dev~1spare', value: 'true' },
        'does not become a spare pod again',
      ],
    ] as const;
    for (const [operation, says] of tries) {
      const { status, message } = await change(bare, name, operation);
      expect({ status, message }).toEqual({
        status: expect.any(Number),
        message: expect.stringContaining(says),
      });
    }
    expect(await administrator(bare.name).getPod(name)).toMatchObject({ metadata: pod.metadata });
  });

  test('a spare pod is claimed once: it loses its mark and is a session then', async () => {
    const pod = sessionPod(bare.name);
    const name = pod.metadata?.name ?? '';
    partsOf(pod).labels[SPARE] = 'true';
    await clientIn(bare).createPod(pod);
    stage.after(() => kubectl(['-n', bare.name, 'delete', 'pod', name, '--now']));
    const claim = [
      { op: 'test', path: '/metadata/labels/gamgui.dev~1spare', value: 'true' },
      { op: 'remove', path: '/metadata/labels/gamgui.dev~1spare' },
      { op: 'replace', path: '/metadata/annotations/gamgui.dev~1spec', value: '{}' },
    ];
    expect(await change(bare, name, ...claim)).toEqual({ status: 200, message: '' });
    expect((await change(bare, name, ...claim)).status).toBe(422);
  });

  test('the app makes its sessions there from the template, and its diagnostics find nothing wrong', async () => {
    const app = stage.app(workspace.name, {
      way: { user: USER },
      env: { K8S_POD_TEMPLATE: 'gamgui-session', K8S_IMAGE: '' },
    });
    const { id, done } = app.core.sessions.create(REQUEST);
    await done;
    stage.after(() => app.kubernetes.remove(id));
    const made = await administrator(workspace.name).getPod(`gamgui-${id}`);
    expect(made).toMatchObject({
      metadata: { annotations: { [ANNOTATIONS.owner]: USER } },
      spec: { serviceAccountName: 'gamgui-session', automountServiceAccountToken: false },
    });
    const window = new Window(app.core.sessions.connection(id));
    stage.after(() => window.link.close());
    window.link.open({ cols: 80, rows: 24 });
    window.type('echo $((40 + 2)); ls /var/run/secrets\n');
    await window.shows('42\r\n');
    await window.shows('No such file or directory');

    const key = TargetKey.parse('kubernetes');
    const diagnostics = makeDiagnostics(app.core);
    stage.after(() => diagnostics.close());
    await diagnostics.check([key]);
    const results = diagnostics.get().reports.find(({ target }) => target === key)?.results ?? [];
    const trouble = results.filter(
      // The test cluster's certificate is for a week.
      ({ id, outcome }) => id !== 'tls' && ['failed', 'warned'].includes(outcome.kind),
    );
    expect(trouble).toEqual([]);
    expect(results.find((one) => one.id === 'quota')?.outcome).toMatchObject({
      says: expect.stringContaining('9 of 10 pods'),
    });
  });

  test('the quota stops the eleventh pod, spare ones counted, and the app says what to do', async () => {
    const client = clientIn(workspace);
    const names = Array.from({ length: 10 }, () => sessionPod(workspace.name));
    for (const [index, pod] of names.entries()) {
      if (index % 2 === 1) partsOf(pod).labels[SPARE] = 'true';
      await client.createPod(pod);
    }
    stage.after(() => kubectl(['-n', workspace.name, 'delete', 'pods', '--all', '--now']));
    const app = stage.app(workspace.name, {
      way: { user: USER },
      env: { K8S_POD_TEMPLATE: 'gamgui-session', K8S_IMAGE: '' },
    });
    const refused = await making(app).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect(refused).toMatchObject({
      code: 'quota',
      message: expect.stringMatching(
        /exceeded quota: gamgui-sessions, requested: pods=1, used: pods=10, limited: pods=10/,
      ),
      fix: `End a session, choose a smaller size, or ask for more room in ${workspace.name}.`,
    });
  });
});
