/** How far a pod is on its way to a running agent, and why it does not get there: pure, from what the API server shows. */
import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { visible } from '../../../../preload/visible';
import { Failure } from '../../../failure';
import type { Progress } from '../../backend';
import { CONTAINER } from './names';

/** How a pod stands. `noNode` says why no node takes it, where that is so; `log` that its last lines tell more. */
export type Starting =
  | { readonly kind: 'waiting'; readonly progress: Progress; readonly noNode: string | null }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly log: boolean };

/** Steps of making a session: the pod is accepted, has a node, has its image, runs. */
const STEPS = 4;
/** Text from the cluster is shown, not believed: it is kept short. characters */
const MOST = 300;

/** A first try to pull may fail and the next succeed; these cannot mend by themselves. */
const HOPELESS_IMAGE = new Set(['InvalidImageName', 'ErrImageNeverPull']);
const FAILED_IMAGE = new Set(['ImagePullBackOff', 'ImageInspectError', 'RegistryUnavailable']);
const FAILED_START = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'ContainerCannotRun',
]);

/** What the kubelet writes instead of a container's last lines where the container's log is gone already. */
const UNREADABLE = /^Error on reading termination/;

function words(text: string | undefined, otherwise: string): string {
  const shown = visible(text?.trim() || otherwise);
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
}

function step(number: number, text: string, noNode: string | null = null): Starting {
  return { kind: 'waiting', progress: { step: number, of: STEPS, text }, noNode };
}

/** It will not be there by itself. */
export type Failed = Extract<Starting, { kind: 'failed' }>;

function failed(code: string, message: string, fix: string, log = false): Failed {
  return { kind: 'failed', failure: new Failure(code, message, fix), log };
}

/** Waits for a node: a cluster that grows by itself needs a minute or two. */
function scheduling(pod: V1Pod): Starting {
  const condition = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (condition?.reason !== 'Unschedulable') return step(2, 'a node for it');
  const why = words(condition.message, 'it does not say why');
  return step(2, `no node has room yet: ${why}`, why);
}

function waiting(reason: string, message: string | undefined, image: string): Starting {
  if (HOPELESS_IMAGE.has(reason) || FAILED_IMAGE.has(reason)) {
    const why = words(message, reason);
    const fix = 'Check the image in the settings, and that the nodes may pull it.';
    return failed('image', `The image ${words(image, '')} cannot be had: ${why}`, fix);
  }
  if (FAILED_START.has(reason)) {
    const fix = 'Check the PodTemplate and the image.';
    return failed('container', `The container cannot be started: ${words(message, reason)}`, fix);
  }
  return step(3, 'the image and the disk');
}

/** The container ended before it could be used. */
export function crashed(status: V1ContainerStatus): Failed {
  const end = status.lastState?.terminated ?? status.state?.terminated;
  if (end?.reason === 'OOMKilled') {
    const message = 'The session needs more memory than its size has, already at its start.';
    return failed('out-of-memory', message, 'Choose a larger size.');
  }
  const code = end === undefined ? '' : ` with exit code ${end.exitCode}`;
  const said = UNREADABLE.test(end?.message ?? '') ? '' : words(end?.message, '');
  const message = `The agent ended as soon as it was started${code}${said && `: ${said}`}`;
  const fix = 'Check that the image is a session image of GamGUI.';
  return failed('crash', message, fix, said === '');
}

function ofContainer(status: V1ContainerStatus): Starting {
  const { state = {} } = status;
  if (state.running !== undefined) return { kind: 'running' };
  if (state.terminated !== undefined) return crashed(status);
  const reason = state.waiting?.reason ?? '';
  // Started once already: one crash is tried again by the kubelet, and again; a person would wait for minutes.
  if (reason === 'CrashLoopBackOff') return crashed(status);
  return waiting(reason, state.waiting?.message, status.image);
}

function overAlready(pod: V1Pod): Starting {
  const { reason, message } = pod.status ?? {};
  if (reason === 'Evicted')
    return failed('evicted', `The node put it out: ${words(message, reason)}`, 'Try again.');
  const why = words(message, words(reason, 'it does not say why'));
  return failed('pod-failed', `The pod ended before it could be used: ${why}`, 'Try again.', true);
}

/** Where a new session's pod stands. */
export function startingOf(pod: V1Pod): Starting {
  const { status, metadata } = pod;
  if (metadata?.deletionTimestamp !== undefined) {
    const fix = 'Ask who else can delete pods there, and try again.';
    return failed('removed', 'Something other than GamGUI removed it while it started.', fix);
  }
  const own = status?.containerStatuses?.find(({ name }) => name === CONTAINER);
  if (own !== undefined) {
    const now = ofContainer(own);
    if (now.kind !== 'waiting') return now;
  }
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return overAlready(pod);
  const scheduled = status?.conditions?.some(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'True',
  );
  if (!scheduled) return scheduling(pod);
  return own === undefined ? step(3, 'the image and the disk') : ofContainer(own);
}
