/** Changes to the list of tenants: pure, from one list to the next. */
import { type KeptTenant, type NewTenant, TenantId } from '../../preload/contract';
import { Failure } from '../failure';

/** As long as an id may be (TenantId), with room for a number that tells two of a name apart. */
const LONGEST = 34;

/** An id that is made from a name and is not taken: "Stiftung Nordlicht" is stiftung-nordlicht. */
export function idFor(name: string, isTaken: (id: string) => boolean): TenantId {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  const base = plain === '' ? 'tenant' : plain;
  let id = base;
  // The demo's is the app's own.
  for (let next = 2; id === 'demo' || isTaken(id); next++) id = `${base}-${next}`;
  return TenantId.parse(id);
}

/** The list with one more at its end. */
export function added(
  all: readonly KeptTenant[],
  given: NewTenant,
): { all: KeptTenant[]; tenant: KeptTenant } {
  const tenant = { id: idFor(given.name, (id) => all.some((one) => one.id === id)), ...given };
  return { all: [...all, tenant], tenant };
}

/** The list with one tenant changed; its id, which sessions and scripts name, stays. @throws Failure `no-tenant` */
export function changed(
  all: readonly KeptTenant[],
  id: TenantId,
  given: NewTenant,
): { all: KeptTenant[]; tenant: KeptTenant } {
  mustBeThere(all, id);
  const tenant = { id, ...given };
  return { all: all.map((one) => (one.id === id ? tenant : one)), tenant };
}

/** The list without one. @throws Failure `no-tenant` */
export function removed(all: readonly KeptTenant[], id: TenantId): KeptTenant[] {
  mustBeThere(all, id);
  return all.filter((one) => one.id !== id);
}

function mustBeThere(all: readonly KeptTenant[], id: TenantId): void {
  if (all.some((one) => one.id === id)) return;
  const fix = id === 'demo' ? 'The demo domain ships with GamGUI.' : undefined;
  throw new Failure('no-tenant', `“${id}” is not a tenant that can be changed.`, fix);
}
