/** A session's pod as it is found: whose it is, what it was made from, how it ended. Everything in a pod may be a lie. */
import type { V1ContainerStateTerminated, V1Pod } from '@kubernetes/client-node';
import { visible } from '../../../../preload/visible';
import { endWords } from '../../../sessions/end-words';
import { SessionEnd } from '../../../sessions/wire/messages';
import type { Found, SessionSpec } from '../../backend';
import { StoredSpec } from '../../spec';
import { ANNOTATIONS, CONTAINER, podName, SESSION_LABEL } from './names';

/** How it ended, as Found says it. */
interface End {
  readonly expected: boolean;
  readonly reason: string;
  readonly at: number;
}

/** The specification that is kept with the pod, or null: it is not this owner's, or not a session's. */
function specOf(pod: V1Pod, owner: string): SessionSpec | null {
  const { annotations = {}, labels = {}, name } = pod.metadata ?? {};
  if (annotations[ANNOTATIONS.owner] !== owner) return null;
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

function endOfContainer(end: V1ContainerStateTerminated, createdAt: number): End {
  const at = time(end.finishedAt, createdAt);
  const said = lastWord(end.message);
  if (said !== null) return { ...endWords(said), at };
  if (end.reason === 'OOMKilled') return { expected: false, reason: 'out of memory', at };
  if (end.exitCode === 0) return { expected: true, reason: 'exit 0', at };
  return { expected: false, reason: `the agent ended with exit code ${end.exitCode}`, at };
}

/** How the pod ended for good, or null: it runs, or its container will be started again. */
function endOf(pod: V1Pod, createdAt: number): End | null {
  const { phase, reason, message, containerStatuses } = pod.status ?? {};
  if (phase !== 'Failed' && phase !== 'Succeeded') return null;
  const end = containerStatuses?.find(({ name }) => name === CONTAINER)?.state?.terminated;
  const at = time(end?.finishedAt, createdAt);
  if (reason === 'Evicted') return { expected: false, reason: `evicted: ${short(message)}`, at };
  if (reason === 'DeadlineExceeded')
    return { expected: false, reason: 'the longest life of a pod was over', at };
  if (reason === 'NodeLost' || reason === 'Shutdown' || reason === 'Terminated')
    return { expected: false, reason: `node lost: ${short(message)}`, at };
  if (end !== undefined) return endOfContainer(end, createdAt);
  return { expected: false, reason: short(message) || 'the pod ended', at };
}

/** The session that a pod is, or null: it is not one of this owner's. */
export function foundOf(pod: V1Pod, owner: string): Found | null {
  const spec = specOf(pod, owner);
  if (spec === null) return null;
  const { id } = spec;
  const end = endOf(pod, spec.createdAt);
  if (end !== null) return { id, spec, state: 'ended', ...end };
  const since = pod.metadata?.deletionTimestamp;
  if (since === undefined) return { id, spec, state: 'running' };
  const reason = 'removed by someone';
  return { id, spec, state: 'ended', expected: false, reason, at: time(since, spec.createdAt) };
}
