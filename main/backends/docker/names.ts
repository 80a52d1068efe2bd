/** How a session's container and volume are named and marked: by this they are found again. */
import { userInfo } from 'node:os';
import type { SessionId } from '../../../preload/contract';
import type { SessionSpec } from '../backend';
import { APP, APP_LABEL, OWNER_LABEL, SESSION_LABEL, TENANT_LABEL } from '../labels';

/** The network of sessions that go out. */
export const NETWORK = 'gamgui';
/** The session's specification, JSON. */
export const SPEC_LABEL = 'gamgui.dev/spec';

/** The container of a session, and its volume. */
export function containerName(id: SessionId): string {
  return `gamgui-${id}`;
}

/** Whose sessions an engine's are: the user of this computer. Who may use an engine may do anything there, so it only tells apart. */
export function ownerName(): string {
  return userInfo().username;
}

/** The marks of everything that belongs to the session. */
export function labels(spec: SessionSpec, owner: string): Record<string, string> {
  return {
    [APP_LABEL]: APP,
    [OWNER_LABEL]: owner,
    [SESSION_LABEL]: spec.id,
    [TENANT_LABEL]: spec.tenant.id,
  };
}

/** The filter that selects all sessions of one owner. */
export function sessionsOf(owner: string): { label: string[] } {
  return { label: [`${APP_LABEL}=${APP}`, `${OWNER_LABEL}=${owner}`] };
}
