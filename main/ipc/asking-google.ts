/** A tenant's check that asks Google: in a short session, where the tenant's credentials can be had. */
import {
  type BackendKind,
  type KeptTenant,
  type TenantId,
  whyNotThere,
} from '../../preload/contract';
import type { Backend } from '../backends/backend';
import { Failure } from '../failure';
import type { SessionManager } from '../sessions/manager';
import { inShortSession } from '../sessions/short-session';
import { askGoogle } from '../tenants/asked/ask';
import type { Tenants } from '../tenants/tenants';
import type { Handlers } from './handle';

/** What the handlers act on. */
export interface AskingParts {
  readonly sessions: SessionManager;
  readonly tenants: Tenants;
  /** Tells all windows how far it is; null: it is over. */
  readonly tell: (id: TenantId, text: string | null) => void;
  /** Told what nobody waits for. */
  readonly report: (words: string) => void;
}

type AskingHandlers = Pick<Handlers, 'tenants.askWhere' | 'tenants.ask'>;

/** Where it is least work for a person and a cluster. */
const ORDER: readonly BackendKind[] = ['local', 'docker', 'kubernetes'];

/** The handlers. */
export function askingHandlers({ sessions, tenants, tell, report }: AskingParts): AskingHandlers {
  const under = new Set<TenantId>();
  return {
    'tenants.askWhere': async ({ id }) => {
      const { kind, title } = await placeFor(tenants.get(id), sessions);
      return { backend: kind, title };
    },
    'tenants.ask': async ({ id, backend }) => {
      const tenant = tenants.get(id);
      if (under.has(id)) throw new Failure('asked-already', 'Google is being asked already.');
      under.add(id);
      try {
        tell(id, 'Starting a short session');
        const name = `Check of ${tenant.name}`;
        const findings = await inShortSession(
          sessions,
          { tenant, backend, name },
          (run) => askGoogle(tenant, run, (text) => tell(id, text)),
          report,
        );
        return { at: Date.now(), findings };
      } finally {
        under.delete(id);
        tell(id, null);
      }
    },
  };
}

/** The first place that can be used. @throws Failure `no-place`, with what the last one lacks */
async function placeFor({ source }: KeptTenant, sessions: SessionManager): Promise<Backend> {
  const lacks: string[] = [];
  for (const kind of ORDER.filter((one) => whyNotThere(source, one) === null)) {
    const backend = sessions.backend(kind);
    const status = await backend.check();
    if (status.kind === 'ready') return backend;
    lacks.push(status.kind === 'unset' ? status.text : status.error.message);
  }
  const message = `Google cannot be asked: no place can be used for it. ${lacks.join(' ')}`;
  throw new Failure('no-place', message, 'See Diagnostics.');
}
