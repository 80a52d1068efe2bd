/** What windows ask of tenants. */
import type { KeptTenant, Session, TenantId } from '../../preload/contract';
import { Failure } from '../failure';
import { findGamFolders } from '../tenants/gam/found';
import { checkTenant } from '../tenants/health';
import type { TenantStore } from '../tenants/store';
import type { Tenants } from '../tenants/tenants';
import type { Handlers } from './handle';

/** What the handlers act on. */
export interface TenantParts {
  readonly tenants: Tenants;
  readonly store: TenantStore;
  readonly sessions: () => readonly Session[];
  readonly env: NodeJS.ProcessEnv;
}

type TenantHandlers = Pick<
  Handlers,
  | 'tenants.list'
  | 'tenants.add'
  | 'tenants.change'
  | 'tenants.remove'
  | 'tenants.found'
  | 'tenants.check'
>;

/** The handlers. */
export function tenantHandlers({ tenants, store, sessions, env }: TenantParts): TenantHandlers {
  return {
    'tenants.list': () => tenants.list(),
    'tenants.add': (given) => store.add(given),
    'tenants.change': ({ id, tenant }) => store.change(id, tenant),
    'tenants.remove': ({ id }) => {
      mustBeUnused(tenants.get(id), sessions());
      store.remove(id);
    },
    'tenants.found': () => findGamFolders(env, tenants.list()),
    'tenants.check': ({ id }) => checkTenant(tenants.get(id), Date.now()),
  };
}

/** @throws Failure `tenant-in-use` */
function mustBeUnused({ id, name }: KeptTenant, sessions: readonly Session[]): void {
  const running = runningOf(id, sessions);
  if (running === 0) return;
  const many = running === 1 ? 'a session of it runs' : `${running} sessions of it run`;
  const fix = running === 1 ? 'End it first.' : 'End them first.';
  throw new Failure('tenant-in-use', `${name} was not removed: ${many}.`, fix);
}

function runningOf(id: TenantId, sessions: readonly Session[]): number {
  const over = new Set<string>(['ended', 'failed']);
  return sessions.filter(({ tenant, state }) => tenant.id === id && !over.has(state.kind)).length;
}
