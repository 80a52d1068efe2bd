/** What can be told of a tenant's credentials from here: each finding is a sentence, with what to do where it is not well. */
import type { KeptTenant, TenantFinding, TenantHealth } from '../../preload/contract';
import { checkFolder } from './gam/check-folder';

/** Looks at a tenant's credentials. Nothing is asked over the network. */
export function checkTenant(tenant: KeptTenant, now: number): TenantHealth {
  return { at: now, findings: findingsOf(tenant) };
}

function findingsOf({ source, domain }: KeptTenant): TenantFinding[] {
  switch (source.kind) {
    case 'demo':
      return [{ kind: 'ok', text: 'The demo domain brings its own credentials.' }];
    case 'gam-folder':
      return checkFolder(source, domain);
    case 'secret':
      return [
        {
          kind: 'note',
          text: `The Secret “${source.name}” is read by the session’s pod alone: GamGUI has no right to look into it.`,
          fix: 'Whether it is there, a new session says; whether Google takes it, run there: gam info domain',
        },
      ];
    case 'keyless':
      return [
        {
          kind: 'note',
          text: `There is no key: Google signs for ${source.address}, in a pod that runs as “${source.serviceAccount}”.`,
          fix: `Whether Google does, say in a session: gam user ${source.admin} check serviceaccount`,
        },
      ];
  }
}
