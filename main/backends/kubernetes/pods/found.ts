/** A session's pod as it is found: whose it is, what it was made from, how it ended. Everything in a pod may be a lie. */
import type { V1ContainerStateTerminated, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { End, Restart } from '../../../../preload/contract';
import { visible } from '../../../../preload/visible';
import { endBy, endInWords, endWords } from '../../../sessions/end-words';
import { SessionEnd } from '../../../sessions/wire/messages';
import type { Found, Runs, SessionSpec } from '../../backend';
import { SESSION_LABEL } from '../../labels';
import { StoredSpec } from '../../spec';
import { ANNOTATIONS, CONTAINER, podName } from './names';
import { isSpare } from './spare';

/** The specification that is kept with the pod, or null: it is not this owner's, or not a session's. */
function specOf(pod: V1Pod, owner: string): SessionSpec | null {
  const { annotations = {}, labels = {}, name } = pod.metadata ?? {};
  if (annotations[ANNOTATIONS.owner] !== owner || isSpare(pod)) return null;
  try {
    const spec = StoredSpec.parse(JSON.parse(annotations[ANNOTATIONS.spec] ?? ''));
    return spec.id === labels[SESSION_LABEL] && name === podName(spec.id) ? spec : null;
  } catch {
    return null;
  }
}

function short(text: string | undefined): string {
  const shown = visible(text?.trim() ?? '');
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

/** What the agent wrote as its container's last word, or null (agent/gamgui_agent/host). */
function lastWord(message: string | undefined): SessionEnd | null {
  try {
    return SessionEnd.parse(JSON.parse(message ?? ''));
  } catch {
    return null;
  }
}

function time(date: Date | string | undefined, otherwise: number): number {
  const at = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(at) ? otherwise : at;
}

function endOfContainer(end: V1ContainerStateTerminated): End {
  const said = lastWord(end.message);
  if (said !== null) return endWords(said);
  if (end.reason === 'OOMKilled') return endBy('out-of-memory');
  const { exitCode } = end;
  if (exitCode === 0) return endWords({ reason: 'shell', exit: { code: 0 } });
  return endInWords('crashed', `the agent ended with exit code ${exitCode}`);
}

/** How the pod ended for good, or null: it runs, or its container will be started again. */
function endOf(pod: V1Pod): End | null {
  const { phase, reason, message } = pod.status ?? {};
  if (phase !== 'Failed' && phase !== 'Succeeded') return null;
  if (reason === 'Evicted') return endBy('evicted', short(message));
  if (reason === 'DeadlineExceeded') return endBy('deadline');
  if (reason === 'NodeLost' || reason === 'Shutdown' || reason === 'Terminated')
    return endBy('node-lost', short(message));
  const end = containerOf(pod)?.state?.terminated;
  if (end !== undefined) return endOfContainer(end);
  return disruptionOf(pod) ?? endInWords('unknown', short(message) || 'the pod ended');
}

/** What the cluster removes a pod for, or null: it is not the cluster that does. https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions */
function disruptionOf(pod: V1Pod): End | null {
  const disruption = pod.status?.conditions?.find(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  );
  switch (disruption?.reason) {
    case 'DeletionByTaintManager':
    case 'DeletionByPodGC':
      return endBy('node-lost', short(disruption.message));
    case 'PreemptionByScheduler':
    case 'EvictionByEvictionAPI':
    case 'TerminationByKubelet':
      return endBy('evicted', short(disruption.message));
    default:
      return null;
  }
}

function whyRestarted({ reason, exitCode }: V1ContainerStateTerminated): Restart['reason'] {
  if (reason === 'OOMKilled') return 'out-of-memory';
  return exitCode === 137 ? 'killed' : 'unknown';
}

/** The last time that the kubelet started the container again, or null. */
function restartOf(pod: V1Pod): Restart | null {
  const { restartCount = 0, lastState } = containerOf(pod) ?? {};
  const last = lastState?.terminated;
  if (last === undefined || restartCount === 0) return null;
  return { reason: whyRestarted(last), at: time(last.finishedAt, 0) };
}

/** Digits of a digest that are shown. */
const DIGEST_DIGITS = 12;

/** The image as the pod names it, and its digest, cut short. */
function runsOf(pod: V1Pod): Runs {
  const named = pod.spec?.containers?.find(({ name }) => name === CONTAINER)?.image;
  if (named === undefined) return {};
  const [name = ''] = named.split('@');
  const digest = /sha256:[0-9a-f]{64}$/.exec(containerOf(pod)?.imageID || named)?.[0];
  const shown = digest?.slice(0, 'sha256:'.length + DIGEST_DIGITS);
  return { image: short(shown === undefined ? name : `${name} (${shown})`) };
}

function containerOf(pod: V1Pod): V1ContainerStatus | undefined {
  return pod.status?.containerStatuses?.find(({ name }) => name === CONTAINER);
}

/** The session that a pod is, or null: it is not one of this owner's. `at` is where it was found, whatever it says itself. */
export function foundOf(pod: V1Pod, owner: string, at: string): Found | null {
  const spec = specOf(pod, owner);
  if (spec === null) return null;
  const { id, createdAt } = spec;
  const basics = { id, spec: { ...spec, at }, runs: runsOf(pod) };
  const end = endOf(pod);
  if (end !== null) {
    const at = time(containerOf(pod)?.state?.terminated?.finishedAt, createdAt);
    return { ...basics, state: 'ended', end, at };
  }
  const since = pod.metadata?.deletionTimestamp;
  if (since !== undefined)
    return {
      ...basics,
      state: 'ended',
      end: disruptionOf(pod) ?? endBy('removed'),
      at: time(since, createdAt),
    };
  const restart = restartOf(pod);
  return { ...basics, state: 'running', ...(restart === null ? {} : { restart }) };
}
