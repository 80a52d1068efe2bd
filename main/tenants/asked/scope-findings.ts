/** Missing consent, as findings: for a look at the files, and for what Google says. */
import type { TenantFinding } from '../../../preload/contract';
import { missingScopes } from './scopes';

const FIX = 'Give it in a session of the tenant: gam oauth update';

/** Nothing where all that GAM's usual work needs is given, or none is named: that says nothing of what is. */
export function scopeFindings(granted: readonly string[]): TenantFinding[] {
  if (granted.length === 0) return [];
  const { none, read } = missingScopes(granted);
  return [...finding('GAM has no permission for', none), ...finding('GAM may only read', read)];
}

function finding(what: string, words: readonly string[]): TenantFinding[] {
  return words.length === 0
    ? []
    : [{ kind: 'warn', text: `${what}: ${words.join(', ')}.`, fix: FIX }];
}
