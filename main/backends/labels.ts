/** What marks a session's objects wherever containers run: by this they are found again, from any computer. */
import { createHash } from 'node:crypto';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const APP_LABEL = 'app.kubernetes.io/name';
/** The value of APP_LABEL. */
export const APP = 'gamgui';
/** A hash of the owner, for selecting. Anyone who can make pods can write it: ANNOTATIONS.owner decides. */
export const OWNER_LABEL = 'gamgui.dev/owner';
/** The session's id. */
export const SESSION_LABEL = 'gamgui.dev/session';
/** Made ahead, and no session yet: what it was made from (pods/spare.ts). It goes as it becomes one. */
export const SPARE_LABEL = 'gamgui.dev/spare';
/** The tenant's id. */
export const TENANT_LABEL = 'gamgui.dev/tenant';

/** A label's value for an owner: a label holds 63 characters of few kinds, a user's name more. */
export function ownerHash(owner: string): string {
  return createHash('sha256').update(owner).digest('hex').slice(0, 32);
}

/** Selects what one owner has made ahead, for sessions that are made from this. */
export function sparesOf(owner: string, mark: string): string {
  return `${sessionsOf(owner)},${SPARE_LABEL}=${mark}`;
}

/** Selects the sessions of one owner. */
export function sessionsOf(owner: string): string {
  return `${APP_LABEL}=${APP},${OWNER_LABEL}=${ownerHash(owner)}`;
}
