/** A pod that is made ahead: as any session's, marked by what it was made from, until somebody makes it theirs. */
import { createHash, randomUUID } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { SessionId } from '../../../../preload/contract';
import type { SessionSpec, Spare, SpareKind } from '../../backend';
import { SESSION_LABEL, SPARE_LABEL } from '../../labels';
import type { PatchStep } from '../rest/client';
import { deadlineOf, expiryOf, type PodParts, podManifest } from './manifest';
import { ANNOTATIONS, podName } from './names';
import { startingOf } from './starting';

/** One that nobody claims ends after this: by its agent, and for whoever tidies up. ms */
export const SPARE_MS = 3_600_000;
/** Who claims one may need so long to come: what has less left is nobody's any more. ms */
const COMING_MS = 60_000;
/** Of a SHA-256; a label holds 63 characters. */
const MARK_DIGITS = 32;

/** Stands where a session's own id, name, life and times would. */
const ANY: Pick<SessionSpec, 'id' | 'name' | 'lifeMs' | 'idleMs' | 'oneShot' | 'createdAt' | 'at'> =
  {
    id: SessionId.parse('spare'),
    name: '',
    lifeMs: null,
    idleMs: null,
    oneShot: false,
    createdAt: 0,
    at: null,
  };

/**
 * What a session's pod is made from, as one word: two that have the same differ in nothing but what a claim changes. `app` is
 * the version of the app. @throws Failure as podManifest
 */
export function kindOf(spec: SessionSpec, parts: PodParts, app: string): SpareKind {
  const any = { ...spec, ...ANY };
  const claim = parts.claim === null ? null : podName(any.id);
  const whole = JSON.stringify([app, podManifest(any, { ...parts, claim, spare: true })]);
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, MARK_DIGITS);
  return { mark, deadlineMs: deadlineOf(parts) * 1000 };
}

/** The spare's pod. @throws Failure as podManifest */
export function spareManifest(spec: SessionSpec, parts: PodParts, { mark }: SpareKind): V1Pod {
  const bounds = { idleMs: SPARE_MS, lifeMs: null };
  const pod = podManifest({ ...spec, ...bounds }, { ...parts, spare: true });
  const { labels, annotations } = pod.metadata ?? {};
  const expires = new Date(spec.createdAt + SPARE_MS).toISOString();
  const marked = { ...annotations, [ANNOTATIONS.expires]: expires };
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...labels, [SPARE_LABEL]: mark },
      annotations: marked,
    },
  };
}

/** Whether nobody has claimed it. */
export function isSpare({ metadata }: V1Pod): boolean {
  return metadata?.labels?.[SPARE_LABEL] !== undefined;
}

/** What can be claimed of it now, or null: it does not run, is on its way out, or another user's. */
export function spareOf(pod: V1Pod, owner: string, now: number): Spare | null {
  const { annotations = {}, labels = {}, name, creationTimestamp } = pod.metadata ?? {};
  if (!isSpare(pod) || annotations[ANNOTATIONS.owner] !== owner) return null;
  if (startingOf(pod).kind !== 'running') return null;
  if (new Date(annotations[ANNOTATIONS.expires] ?? 0).getTime() < now + COMING_MS) return null;
  const { data: id } = SessionId.safeParse(labels[SESSION_LABEL]);
  if (id === undefined || name !== podName(id) || creationTimestamp === undefined) return null;
  return { id, madeAt: creationTimestamp.getTime() };
}

/** How a spare becomes a session. */
export interface Claim {
  readonly patch: readonly PatchStep[];
  /** Whether this very claim was done. */
  readonly isDone: (pod: V1Pod) => boolean;
}

/** The claim of a spare: of no effect where another was first. */
export function claimOf(spec: SessionSpec, { mark, deadlineMs }: SpareKind, spare: Spare): Claim {
  const by = randomUUID();
  const label = pointer('labels', SPARE_LABEL);
  const expires = expiryOf(spare.madeAt, deadlineMs);
  const patch: PatchStep[] = [
    { op: 'test', path: label, value: mark },
    { op: 'remove', path: label },
    { op: 'add', path: pointer('annotations', ANNOTATIONS.spec), value: JSON.stringify(spec) },
    { op: 'add', path: pointer('annotations', ANNOTATIONS.expires), value: expires },
    { op: 'add', path: pointer('annotations', ANNOTATIONS.claim), value: by },
  ];
  return { patch, isDone: ({ metadata }) => metadata?.annotations?.[ANNOTATIONS.claim] === by };
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointer(where: 'labels' | 'annotations', key: string): string {
  return `/metadata/${where}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
