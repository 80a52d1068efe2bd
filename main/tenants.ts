/** The tenants that sessions can be made for. */
import { type Tenant, TenantId } from '../preload/contract';
import { Failure } from './failure';

/** The made-up domain that ships with the app. Its id and its hatch cannot be given to another one. */
export const DEMO: Tenant = {
  id: TenantId.parse('demo'),
  name: 'Demo',
  domain: 'demo.example',
  colour: 'demo',
  initials: 'D',
};

/** The tenants of one profile. */
export class Tenants {
  list(): Tenant[] {
    return [DEMO];
  }

  /** @throws Failure `no-tenant`, with the ids there are */
  get(id: string): Tenant {
    const found = this.list().find((tenant) => tenant.id === id);
    if (found !== undefined) return found;
    const known = this.list().map((tenant) => tenant.id);
    throw new Failure('no-tenant', `There is no tenant “${id}”.`, `Known: ${known.join(', ')}.`);
  }
}
