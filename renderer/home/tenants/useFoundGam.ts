/** GAM configurations of this computer that no tenant uses yet. */
import { useCallback } from 'react';
import type { FoundGam } from '../../../preload/contract';
import { bridge, useAnswer, useTenants } from '../../ui/bridge';

/** Looked for anew when the tenants change. Empty until it is known, and where it cannot be. */
export function useFoundGam(): readonly FoundGam[] {
  const tenants = useTenants();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a tenant uses is not offered
  const ask = useCallback(() => bridge.call('tenants.found'), [tenants]);
  const answer = useAnswer(ask);
  return answer?.ok ? answer.value : [];
}
