/** A tenant's credentials, as far as they can be looked at from here (main/tenants/health.ts). */
import type { KeptTenant, Outcome, TenantFinding } from '../../preload/contract';
import { checkTenant } from '../tenants/health';
import { type Check, failed, passed, unchecked, warned } from './check';
import type { Names } from './names';

export function tenantChecks(tenant: KeptTenant): Check[] {
  return [
    {
      id: 'credentials',
      title: 'Credentials',
      run: async ({ names }) => {
        noteSource(tenant, names);
        return credentialsOutcome(checkTenant(tenant, Date.now()).findings);
      },
    },
  ];
}

function noteSource({ source }: KeptTenant, names: Names): void {
  for (const [field, value] of Object.entries(source))
    if (field !== 'kind' && value !== null)
      names.add(field === 'folder' ? 'path' : field === 'admin' ? 'user' : 'object', value);
}

/** What is worst decides; what is well is told where nothing is. Pure. */
export function credentialsOutcome(findings: readonly TenantFinding[]): Outcome {
  const of = (kind: TenantFinding['kind']) => findings.filter((one) => one.kind === kind);
  const [bad, warn, notes] = [of('bad'), of('warn'), of('note')];
  const [worst] = [bad, warn].filter((all) => all.length > 0);
  if (worst === undefined) {
    const rest = notes.length > 0 ? notes : findings;
    const words = rest.map(({ text, fix }) => [text, fix].filter(Boolean).join(' ')).join(' ');
    return notes.length > 0 ? unchecked(words) : passed(words);
  }
  const trouble = {
    what: worst.length === 1 ? '1 thing to mend' : `${worst.length} things to mend`,
    why: worst.map(({ text }) => text).join(' '),
    fix: worst.flatMap(({ fix }) => fix ?? []).join(' ') || 'See the tenant, in Tenants.',
  };
  return bad.length > 0 ? failed(trouble) : warned(trouble);
}
