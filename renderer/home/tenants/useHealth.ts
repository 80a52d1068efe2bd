/** What checks of tenants found, and what is being asked, as long as the window is there. */
import { useEffect, useState } from 'react';
import type { AppError, BackendKind, TenantHealth, TenantId } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';

/** What is known of the tenants' credentials, and what asks about them. */
export interface TenantsHealth {
  readonly health: ReadonlyMap<TenantId, TenantHealth>;
  readonly check: (id: TenantId) => Promise<void>;
  /** What Google is being asked now. */
  readonly asking: ReadonlyMap<TenantId, string>;
  readonly ask: (id: TenantId, backend: BackendKind) => Promise<void>;
}

/** Above the page: Google's answer takes minutes, in which a person goes elsewhere. */
export function useHealth(onFail: (error: AppError) => void): TenantsHealth {
  const [health, setHealth] = useState<ReadonlyMap<TenantId, TenantHealth>>(new Map());
  const check = async (id: TenantId) => {
    const answer = await bridge.call('tenants.check', { id });
    if (answer.ok) setHealth((all) => new Map(all).set(id, answer.value));
    else onFail(answer.error);
  };
  const ask = async (id: TenantId, backend: BackendKind) => {
    const answer = await bridge.call('tenants.ask', { id, backend });
    if (answer.ok) setHealth((all) => new Map(all).set(id, answer.value));
    else onFail(answer.error);
  };
  const [asking, setAsking] = useState<ReadonlyMap<TenantId, string>>(new Map());
  useEffect(
    () =>
      bridge.on('tenants.asking', ({ id, text }) =>
        setAsking((all) => {
          const next = new Map(all);
          if (text === null) next.delete(id);
          else next.set(id, text);
          return next;
        }),
      ),
    [],
  );
  return { health, check, asking, ask };
}
