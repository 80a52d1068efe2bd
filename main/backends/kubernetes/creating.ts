/** Makes a session's pod and waits until its agent runs, telling how far it is. */
import type { V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { Failure } from '../../failure';
import type { Progress, SessionSpec } from '../backend';
import { SESSION_LABEL } from '../labels';
import type { Cluster } from './clusters';
import { labels, type PodParts, podManifest } from './pods/manifest';
import { podName } from './pods/names';
import { withoutSecret } from './pods/secret';
import { startingOf } from './pods/starting';
import type { PodSettings } from './reach';
import { withLog } from './with-log';

/** A cluster that grows needs two minutes for a node, a first image some more. ms */
const PATIENCE_MS = 10 * 60_000;

/** What it reports to, and what gives it up. */
interface Watcher {
  readonly progress: (p: Progress) => void;
  readonly signal: AbortSignal;
  /** How long the pod may take, ms. */
  readonly patienceMs?: number | undefined;
}

/** The same, and what keeps the pod from starting that it does not tell itself. Never rejects. */
interface Following extends Watcher {
  readonly trouble: () => Promise<Failure | null>;
}

/** The pod of a session, or of what may become one. */
type Manifest = (spec: SessionSpec, parts: PodParts) => V1Pod;

/**
 * Resolves when the pod's agent runs, with the pod as it was accepted. What it leaves when it fails or is given up, `remove` takes away.
 * @throws Failure with the reason in the cluster's words
 */
export async function createPod(
  spec: SessionSpec,
  cluster: Cluster,
  settings: PodSettings,
  { progress, signal, patienceMs }: Watcher,
  manifestOf: Manifest = podManifest,
): Promise<V1Pod> {
  progress({ step: 1, of: 4, text: `asking ${cluster.access.title}` });
  const parts = await partsOf(spec, cluster, settings, signal);
  const manifest = manifestOf(spec, parts);
  if (parts.claim !== null) await createClaim(spec, cluster, settings, parts.claim);
  signal.throwIfAborted();
  // Not given up half-way: whether there is a pod to remove must be known.
  const pod = await cluster.client.createPod(manifest);
  const waiting = { progress, signal, patienceMs };
  await untilRunning(pod, cluster, { ...waiting, trouble: () => troubleOf(spec, pod, cluster) });
  return pod;
}

/** What the pod itself does not tell: a volume that cannot be had is only in its events. Null: nothing is known. */
async function troubleOf(spec: SessionSpec, pod: V1Pod, cluster: Cluster): Promise<Failure | null> {
  if (spec.tenant.source.kind !== 'secret') return null;
  // Who may not read events waits, and is told what for.
  const events = await cluster.client.podEvents(pod.metadata?.uid ?? '').catch(() => []);
  return withoutSecret(spec.tenant, cluster.access.namespace, events);
}

/** What a session's pod is made from now. @throws Failure `template`, or why the cluster cannot be asked */
export async function partsOf(
  spec: SessionSpec,
  { access, client, owner }: Cluster,
  settings: PodSettings,
  signal?: AbortSignal,
): Promise<PodParts> {
  const { podTemplate } = settings;
  const found = podTemplate === null ? null : await template(podTemplate, client, signal);
  return podParts(spec, settings, { namespace: access.namespace, owner, template: found });
}

/** What a session's pod is made from: its specification, the settings, and what the cluster says. */
export function podParts(
  spec: SessionSpec,
  { podTemplate: _, volume, sizes, ...rest }: PodSettings,
  cluster: Pick<PodParts, 'namespace' | 'owner' | 'template'>,
): PodParts {
  const claim = volume === null ? null : podName(spec.id);
  return { ...rest, ...sizes[spec.size], ...cluster, claim };
}

async function template(name: string, client: Cluster['client'], signal?: AbortSignal) {
  const found = await client.getPodTemplate(name, signal);
  if (found?.template !== undefined) return found.template;
  const message = `There is no PodTemplate “${name}” in the namespace.`;
  throw new Failure('template', message, 'Check K8S_POD_TEMPLATE, or the name in the settings.');
}

async function createClaim(
  spec: SessionSpec,
  { access, client, owner }: Cluster,
  { volume }: PodSettings,
  name: string,
): Promise<void> {
  const claim: V1PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: access.namespace, labels: labels(spec, owner) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: volume ?? '' } },
    },
  };
  // Where a quota refused the pod at the first try, the claim is there already.
  const there = await client.getClaim(name);
  if (there?.metadata?.labels?.[SESSION_LABEL] !== spec.id) await client.createClaim(claim);
}

/** How often it is looked for what the pod does not tell, ms. */
const TROUBLE_MS = 2_000;

/** Follows the pod until it runs. @throws Failure why it will not */
async function untilRunning(
  pod: V1Pod,
  { client }: Cluster,
  { progress, signal, patienceMs = PATIENCE_MS, trouble }: Following,
): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const done = new AbortController();
  const patience = AbortSignal.timeout(patienceMs);
  const all = AbortSignal.any([signal, done.signal, patience]);
  let late = () => tooLong(patienceMs, 'word of the pod');
  let outcome: Failure | 'running' | null = null;
  let log = false;
  const look = (seen: V1Pod) => {
    if (outcome !== null) return;
    const now = startingOf(seen);
    if (now.kind === 'waiting') {
      const { noNode, progress: step } = now;
      late = () => (noNode === null ? tooLong(patienceMs, step.text) : noRoom(patienceMs, noNode));
      return progress(step);
    }
    outcome = now.kind === 'running' ? 'running' : now.failure;
    log = now.kind === 'failed' && now.log;
    done.abort();
  };
  const asking = setInterval(() => {
    void trouble().then((failure) => {
      if (failure === null || outcome !== null) return;
      outcome = failure;
      done.abort();
    });
  }, TROUBLE_MS);
  look(pod);
  try {
    if (outcome === null)
      await client.watchPods({ fieldSelector: `metadata.name=${name}` }, seen(look, name), all);
  } finally {
    clearInterval(asking);
  }
  signal.throwIfAborted();
  if (outcome === 'running') return;
  throw log && outcome !== null ? await withLog(outcome, name, client) : (outcome ?? late());
}

type Handler = Parameters<Cluster['client']['watchPods']>[1];

/** The handler of a watch on one pod. */
function seen(look: (pod: V1Pod) => void, name: string): Handler {
  return (event) => {
    if (event.kind === 'set') look(event.pod);
    if (event.kind === 'all') {
      const [pod] = event.pods;
      // One that is not there any more was removed by someone.
      look(pod ?? { metadata: { name, deletionTimestamp: new Date() } });
    }
    if (event.kind === 'gone') look({ metadata: { name, deletionTimestamp: new Date() } });
  };
}

function time(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} minutes`;
}

function tooLong(ms: number, last: string): Failure {
  const message = `It did not start within ${time(ms)}. It was waiting for: ${last}`;
  return new Failure('too-long', message, 'Ask whoever keeps the cluster, and try again.');
}

function noRoom(ms: number, why: string): Failure {
  const message = `No node of the cluster took it within ${time(ms)}: ${why}`;
  const fix = 'Choose a smaller size, end a session, or ask whoever keeps the cluster for nodes.';
  return new Failure('unschedulable', message, fix);
}
