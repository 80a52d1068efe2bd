/** What is to be made ahead: sessions of the last choice of New session, as many as the settings say. */
import { type Settings, whyNotThere } from '../../../preload/contract';
import type { Tenants } from '../../tenants/tenants';
import type { SessionRequest } from '../making';

/** Null: none is wanted, no session was made in a cluster last, or its tenant is not there any more, or cannot run there. */
export function wantedSpares(
  { lastSession, spares, lifeMs, idleMs }: Settings,
  tenants: Tenants,
): { request: SessionRequest; count: number } | null {
  if (spares === 0 || lastSession?.backend !== 'kubernetes') return null;
  const tenant = tenants.list().find(({ id }) => id === lastSession.tenant);
  if (tenant === undefined || whyNotThere(tenant.source, 'kubernetes') !== null) return null;
  return { request: { ...lastSession, tenant, lifeMs, idleMs }, count: spares };
}
