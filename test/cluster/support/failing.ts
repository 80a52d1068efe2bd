/** How the app comes to meet failures of a cluster: each of these ends with what the app then says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { Backend } from '../../../main/backends/backend';
import { KubernetesBackend } from '../../../main/backends/kubernetes/kubernetes';
import { SettingsReach } from '../../../main/cluster-reach';
import { Failure } from '../../../main/failure';
import { specify } from '../../../main/sessions/making';
import { effectiveSettings } from '../../../main/settings/effective';
import { savedSettings } from '../../../main/settings/saved';
import type { SessionId } from '../../../preload/contract';
import type { World } from '../../google/world';
import { kill, release } from './api-server-process';
import { type App, REQUEST } from './app';
import { administrator, direct, kubectl, running } from './cluster';
import { killAll } from './container-processes';
import { expiredCertificate } from './expired-certificate';
import { role } from './namespace';
import { RIGHTS, type Stage, USER } from './stage';

/** Makes a session: what is then thrown is also what the list of sessions shows. */
export async function making({ core }: App): Promise<never> {
  const { id, done } = core.sessions.create(REQUEST);
  const error: unknown = await done.catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error(`the session was made, or: ${error}`);
  const { message: reason, fix } = error;
  expect(core.sessions.get(id).view().state).toEqual({ kind: 'failed', reason, fix });
  throw error;
}

/** Makes a session, and asks its agent how it is, after `then`. */
export async function entering(app: App, then = async (_app: App) => {}): Promise<unknown> {
  const { id, done } = app.core.sessions.create(REQUEST);
  await done;
  await then(app);
  const { exit } = await app.kubernetes.exec(id, 'status');
  return exit;
}

/** Makes a session whose agent ends at once: that may be seen while it is made, or when it is entered. */
export async function crashing({ core, kubernetes }: App): Promise<never> {
  const { id, done } = core.sessions.create(REQUEST);
  await done;
  // The cluster starts it again first, in vain.
  return untilRefused(kubernetes, id, BEFORE_CRASH);
}

/** What is told of a container before the cluster has seen how it ends. */
const BEFORE = new Set(['no-container', 'link-lost', 'exec-failed']);
const BEFORE_CRASH = new Set([...BEFORE, 'restarting']);

/** Nothing here takes as long as this, not even a container that is started again later and later. ms */
const LONGEST_MS = 90_000;
const LOOK_MS = 100;

/** Does `step` again and again until it answers something. @throws where it does not in good time */
async function until<T>(what: string, step: () => Promise<T | null>): Promise<T> {
  const since = Date.now();
  let found = await step();
  while (found === null) {
    if (Date.now() - since > LONGEST_MS) throw new Error(`not within ${LONGEST_MS} ms: ${what}`);
    await sleep(LOOK_MS);
    found = await step();
  }
  return found;
}

/** Enters a session again and again, until another failure than these is told. */
async function untilRefused(
  kubernetes: Backend,
  id: SessionId,
  before: ReadonlySet<string>,
): Promise<never> {
  throw await until('another failure is told', async () => {
    const entered = kubernetes.exec(id, 'status').then(({ exit }) => exit);
    const thrown: unknown = await entered.catch((error: unknown) => error);
    return thrown instanceof Failure && !before.has(thrown.code) ? thrown : null;
  });
}

/** Makes a session whose processes are killed: the second time the cluster does not start it again at once. */
export async function beingKilled(stage: Stage): Promise<never> {
  const { name, client } = stage.namespace();
  const { core, kubernetes } = stage.app(name);
  const { id, done } = core.sessions.create(REQUEST);
  await done;
  const pod = await client.getPod(`gamgui-${id}`);
  for (const time of ['first', 'second'])
    await until(`processes are killed for the ${time} time`, async () =>
      (await killAll(pod?.metadata?.uid ?? '')) === 0 ? null : true,
    );
  return untilRefused(kubernetes, id, BEFORE);
}

/** Removes the sessions' pods as someone else does. */
export async function removeAll({ env }: App): Promise<void> {
  kubectl(['-n', env['K8S_NAMESPACE'] ?? '', 'delete', 'pods', '--all', '--now']);
}

/** The name of a namespace in which there is room for no pod. */
export function fullNamespace(stage: Stage): string {
  const api = { apiVersion: 'v1', kind: 'ResourceQuota' };
  const { name } = stage.namespace({
    ...api,
    metadata: { name: 'q' },
    spec: { hard: { pods: 0 } },
  });
  // Before it was looked at, nothing can be made for another reason.
  const counted = '--for=jsonpath={.status.hard}';
  kubectl(['-n', name, 'wait', counted, 'resourcequota/q', '--timeout=30s']);
  return name;
}

/** Makes a session in less time than people give one. */
export async function hurrying({ core, env, profile }: App): Promise<void> {
  const settings = () => effectiveSettings(savedSettings(profile).cluster, env);
  const backend = new KubernetesBackend({
    reach: new SettingsReach(settings, core.google.clusters),
    network: direct,
    recorded: { all: () => [], of: () => undefined },
    patienceMs: 5000,
  });
  const spec = specify(REQUEST, backend.at(), () => false);
  await backend.create(spec, () => {}, new AbortController().signal);
}

/** Ends the API server, until the test is over. */
export async function takeDown(stage: Stage): Promise<void> {
  stage.after(async () => {
    release();
    await answering();
  });
  await kill('SIGKILL', true);
}

/** Resolves when the API server answers. */
async function answering(): Promise<void> {
  await until('the API server answers', () =>
    administrator()
      .version()
      .catch(() => null),
  );
}

/** Attaches to a session, and loses the API server for a moment. */
export async function beingCutOff(stage: Stage, { core, kubernetes }: App): Promise<unknown> {
  const { id, done } = core.sessions.create(REQUEST);
  await done;
  const { exit } = await kubernetes.exec(id, 'attach');
  stage.after(answering);
  await kill('SIGKILL');
  return exit;
}

/**
 * Uses credentials whose time is over although by this computer's clock it is not. The certificate, the API server that
 * refuses it, and the time in its answer are real; the wrong clock is this process's alone.
 */
export function beingLate(stage: Stage): Promise<never> {
  const app = stage.app('gamgui', { way: { proof: expiredCertificate() } });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 48 * 3_600_000 });
  stage.after(() => vi.useRealTimers());
  return making(app);
}

/** Makes a session after the sign-in, with which one was made, was ended at Google. That one goes on. */
export async function aSignInThatIsOver(
  stage: Stage,
  end: (world: World, user: string) => void,
): Promise<never> {
  const { name, client } = stage.namespace(...role(USER, RIGHTS));
  const [app, google] = await stage.appByGoogle(USER, name);
  const { id, done } = app.core.sessions.create(REQUEST);
  await done;
  end(google.world, USER);
  // As where a token is refused, or runs out.
  await app.core.google.account.renew().catch(() => {});
  await making(app).finally(() => running(client, `gamgui-${id}`));
  throw new Error('it is never made');
}
