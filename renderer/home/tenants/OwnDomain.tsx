/** On the first run: a person's own domain, from the GAM that is on this computer already, or from elsewhere. */
import './tenants.css';
import { useState } from 'react';
import type { FoundGam } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { useTenants } from '../../ui/bridge';
import type { AskNew } from '../App';
import { FoundLines } from './FoundField';
import { TenantSheet } from './TenantSheet';
import { useFoundGam } from './useFoundGam';

export function OwnDomain(props: { askNew: AskNew }) {
  const tenants = useTenants();
  const found = useFoundGam();
  const [asked, setAsked] = useState<{ readonly found?: FoundGam } | null>(null);
  if (tenants === null) return null;
  return (
    <section className="own-domain" aria-labelledby="own-domain">
      <hr />
      <div className="own-domain-head">
        <div>
          <h2 id="own-domain">Your own domain</h2>
          <p className="text-2">
            {found.length === 0
              ? 'Say where its GAM credentials are: on this computer, or in your cluster.'
              : 'GAM is set up on this computer already. Its files are used where they are.'}
          </p>
        </div>
        <Button onPress={() => setAsked({})}>Add a tenant…</Button>
      </div>
      {found.length === 0 ? null : (
        <ul className="found-gams">
          {found.map((one) => (
            <li key={`${one.folder}\n${one.section}`}>
              <FoundLines found={one} />
              <Button small onPress={() => setAsked({ found: one })}>
                Use this…
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked === null ? null : (
        <TenantSheet
          {...asked}
          tenants={tenants}
          tenant={null}
          onClose={() => setAsked(null)}
          onSaved={(tenant) => props.askNew({ tenant })}
        />
      )}
    </section>
  );
}
