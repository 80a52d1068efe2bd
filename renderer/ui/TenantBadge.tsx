/** A tenant is always a filled shape with letters; the demo domain is the only pattern in the app. */
import './tenant.css';
import type { Tenant } from '../../preload/contract';
import { visible } from '../../preload/visible';

/** The square with the tenant's initials. The name must stand beside it. */
export function TenantBadge(props: { tenant: Pick<Tenant, 'colour' | 'initials'> }) {
  return (
    <span className={`tenant-badge fill-${props.tenant.colour}`} aria-hidden>
      {visible(props.tenant.initials)}
    </span>
  );
}

/** The tenant's name as a filled shape, for headers. Never cut by others. */
export function TenantName(props: { tenant: Tenant }) {
  const name = visible(props.tenant.name);
  return (
    <span
      className={`tenant-name fill-${props.tenant.colour}`}
      title={visible(props.tenant.domain)}
    >
      {name}
    </span>
  );
}
