/** The tenants: whose domains sessions work on, where their credentials come from, and whether those are well. */
import './tenants.css';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AppError, KeptTenant } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { useTenants } from '../../ui/bridge';
import { count } from '../../ui/time';
import type { AskNew } from '../App';
import { AskGoogle } from './AskGoogle';
import { RemoveTenant } from './RemoveTenant';
import { TenantRow } from './TenantRow';
import { TenantSheet } from './TenantSheet';
import type { TenantsHealth } from './useHealth';

/** What is open over the page. */
type Question =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove' | 'ask'; readonly tenant: KeptTenant }
  | null;

interface PageProps {
  readonly attention: ReactNode;
  readonly askNew: AskNew;
  readonly health: TenantsHealth;
  readonly onFail: (error: AppError) => void;
}

export function TenantsPage(props: PageProps) {
  const { attention, askNew, onFail } = props;
  const tenants = useTenants();
  const [question, setQuestion] = useState<Question>(null);
  const { health, check, asking, ask } = props.health;
  const close = () => setQuestion(null);
  if (tenants === null) return null;
  return (
    <div className="tenants-page">
      <header>
        <h1>Tenants</h1>
        <span className="text-3">{howMany(tenants.length - 1)}</span>
        <span className="push" />
        <Button kind="primary" icon={Plus} onPress={() => setQuestion({ kind: 'add' })}>
          Add a tenant…
        </Button>
      </header>
      {attention}
      <ul className="tenant-rows" aria-label="Tenants">
        {tenants.map((tenant) => (
          <TenantRow
            key={tenant.id}
            tenant={tenant}
            health={health.get(tenant.id) ?? null}
            check={() => void check(tenant.id)}
            asking={asking.get(tenant.id) ?? null}
            begin={() => askNew({ tenant: tenant.id })}
            ask={() => setQuestion({ kind: 'ask', tenant })}
            change={() => setQuestion({ kind: 'change', tenant })}
            remove={() => setQuestion({ kind: 'remove', tenant })}
          />
        ))}
      </ul>
      {question?.kind === 'add' || question?.kind === 'change' ? (
        <TenantSheet
          tenants={tenants}
          tenant={question.kind === 'change' ? question.tenant : null}
          onClose={close}
          onSaved={(id) => void check(id)}
        />
      ) : null}
      {question?.kind === 'ask' ? (
        <AskGoogle
          tenant={question.tenant}
          onAsk={(backend) => void ask(question.tenant.id, backend)}
          onClose={close}
        />
      ) : null}
      {question?.kind === 'remove' ? (
        <RemoveTenant tenant={question.tenant} onClose={close} onFail={onFail} />
      ) : null}
    </div>
  );
}

function howMany(own: number): string {
  if (own === 0) return 'the demo domain alone';
  return `${count(own)} and the demo domain`;
}
