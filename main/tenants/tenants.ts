/** The tenants that sessions can be made for. */
import { type BackendKind, DEMO_ID, type KeptTenant, whyNotThere } from '../../preload/contract';
import { Failure } from '../failure';

/** The made-up domain that ships with the app. Its id and its hatch cannot be given to another one. */
export const DEMO: KeptTenant = {
  id: DEMO_ID,
  name: 'Demo',
  domain: 'demo.example',
  colour: 'demo',
  initials: 'D',
  source: { kind: 'demo' },
};

/** The tenants of one profile: those that a person made, then the demo. */
export class Tenants {
  readonly #kept: () => readonly KeptTenant[];

  /** `kept` reads those that a person made: another process may change them. */
  constructor(kept: () => readonly KeptTenant[] = () => []) {
    this.#kept = kept;
  }

  list(): KeptTenant[] {
    return [...this.#kept(), DEMO];
  }

  /** @throws Failure `no-tenant`, with the ids there are */
  get(id: string): KeptTenant {
    const found = this.list().find((tenant) => tenant.id === id);
    if (found !== undefined) return found;
    const known = this.list().map((tenant) => tenant.id);
    throw new Failure('no-tenant', `There is no tenant “${id}”.`, `Known: ${known.join(', ')}.`);
  }
}

/** Refuses a place where the tenant's credentials cannot be had. @throws Failure `tenant-place` */
export function mustRunThere({ source }: KeptTenant, backend: BackendKind): void {
  const why = whyNotThere(source, backend);
  if (why === null) return;
  const fix = 'Choose another place, or say in Tenants where its credentials are there.';
  throw new Failure('tenant-place', `The session was not made. ${why}`, fix);
}
