/** What is to be made ahead: sessions of the last choice of New session, as many as the settings say. */
import type { Settings } from '../preload/contract';
import type { SessionRequest } from './sessions/making';
import type { Tenants } from './tenants/tenants';

/** Null: no session was made in a cluster last, or its tenant is not there any more. */
export function wantedSpares(
  { lastSession, spares, lifeMs, idleMs }: Settings,
  tenants: Tenants,
): { request: SessionRequest; count: number } | null {
  if (lastSession === null || lastSession.backend !== 'kubernetes') return null;
  const tenant = tenants.list().find(({ id }) => id === lastSession.tenant);
  if (tenant === undefined) return null;
  return { request: { ...lastSession, tenant, lifeMs, idleMs }, count: spares };
}
