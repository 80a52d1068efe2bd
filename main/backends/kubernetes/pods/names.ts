/** How a session's objects are named and marked in the cluster: by this they are found again, from any computer. */
import { createHash } from 'node:crypto';
import type { SessionId } from '../../../../preload/contract';

/** The container of the pod in which the agent runs. */
export const CONTAINER = 'session';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const APP_LABEL = 'app.kubernetes.io/name';
/** The value of APP_LABEL. */
export const APP = 'gamgui';
/** A hash of the owner, for selecting. Anyone who can make pods can write it: ANNOTATIONS.owner decides. */
export const OWNER_LABEL = 'gamgui.dev/owner';
/** The session's id. */
export const SESSION_LABEL = 'gamgui.dev/session';
/** The tenant's id. */
export const TENANT_LABEL = 'gamgui.dev/tenant';

/** What a session's objects say of it beyond labels. */
export const ANNOTATIONS = {
  /** The owner's name as the API server knows it. */
  owner: 'gamgui.dev/owner',
  /** The session's specification, JSON. */
  spec: 'gamgui.dev/spec',
  /** When Kubernetes ends it whatever runs, RFC 3339: whoever tidies up may remove it then. Its life is its agent's to know. */
  expires: 'gamgui.dev/expires-at',
  /** For a gateway, where the settings name one: service, host and path. */
  service: 'gamgui.dev/service-name',
  ingressHost: 'gamgui.dev/ingress-host',
  ingressPath: 'gamgui.dev/ingress-path',
} as const;

/** The pod of a session, and its volume claim where it has one. */
export function podName(id: SessionId): string {
  return `gamgui-${id}`;
}

/** A label's value for an owner: a label holds 63 characters of few kinds, a user's name more. */
export function ownerHash(owner: string): string {
  return createHash('sha256').update(owner).digest('hex').slice(0, 32);
}

/** Selects the sessions of one owner. */
export function sessionsOf(owner: string): string {
  return `${APP_LABEL}=${APP},${OWNER_LABEL}=${ownerHash(owner)}`;
}
