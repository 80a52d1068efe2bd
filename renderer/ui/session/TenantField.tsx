/** Which tenant: cards, and a list with a search field from seven on. */
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { DEMO_ID, type KeptTenant } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Icon } from '../Icon';
import { TenantBadge } from '../TenantBadge';
import type { Choice } from './choice';

/** From so many tenants on they are searched. */
const MANY = 7;

export function TenantField(props: {
  tenants: readonly KeptTenant[];
  choice: Choice;
  change: (tenant: KeptTenant) => void;
}) {
  const { tenants, choice, change } = props;
  const [sought, setSought] = useState('');
  const many = tenants.length >= MANY;
  const found = tenants.filter((tenant) => matches(tenant, sought));
  return (
    <RadioGroup
      className="field-row"
      value={choice.tenant}
      onChange={(id) => {
        const chosen = tenants.find((tenant) => tenant.id === id);
        if (chosen !== undefined) change(chosen);
      }}
    >
      <Label>Tenant</Label>
      <div className="field">
        {many ? (
          <input
            className="ask-field"
            aria-label="Find a tenant"
            placeholder="Find a tenant"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        ) : null}
        <div className={many ? 'tenant-list scroll' : 'tenant-cards'}>
          {found.map((tenant) => (
            <TenantCard key={tenant.id} tenant={tenant} />
          ))}
        </div>
      </div>
    </RadioGroup>
  );
}

function matches(tenant: KeptTenant, sought: string): boolean {
  const text = `${tenant.name} ${tenant.domain}`.toLowerCase();
  return text.includes(sought.trim().toLowerCase());
}

function TenantCard(props: { tenant: KeptTenant }) {
  const { tenant } = props;
  const name = visible(tenant.name);
  const second = tenant.id === DEMO_ID ? 'Made up, for trying things' : visible(tenant.domain);
  return (
    <Radio className="tenant-card" value={tenant.id}>
      <TenantBadge tenant={tenant} />
      <span className="two-lines">
        <span className="first cut" title={name}>
          {name}
        </span>
        <span className="second cut" title={second}>
          {second}
        </span>
      </span>
      <Icon of={Check} className="chosen" />
    </Radio>
  );
}
