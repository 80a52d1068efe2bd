/**
 * What GAM needs an administrator's consent for, in words. By the names of the client scopes in GAM's own source
 * (gamlib/glapi.py, _CLIENT_SCOPES), of those that the usual work of an administrator needs.
 */
const BASE = 'https://www.googleapis.com/auth/';

/** Scopes by what is done with them; where GAM has a read-only one, that is the same name with `.readonly`. */
const NEEDED: readonly (readonly [scope: string, words: string])[] = [
  ['admin.directory.user', 'users'],
  ['admin.directory.user.security', 'users’ app passwords, tokens and 2-step verification'],
  ['admin.directory.group', 'groups'],
  ['admin.directory.orgunit', 'organisational units'],
  ['admin.directory.domain', 'domains'],
  ['admin.directory.customer', 'the customer'],
  ['admin.directory.rolemanagement', 'administrators and roles'],
  ['admin.directory.userschema', 'custom schemas'],
  ['admin.directory.device.chromeos', 'ChromeOS devices'],
  ['admin.directory.device.mobile', 'mobile devices'],
  ['admin.directory.resource.calendar', 'rooms and buildings'],
  ['admin.datatransfer', 'data transfers'],
  ['admin.reports.audit.readonly', 'audit reports'],
  ['admin.reports.usage.readonly', 'usage reports'],
  ['apps.groups.settings', 'group settings'],
  ['apps.licensing', 'licences'],
];

/** The scopes' addresses, for whoever checks the table. */
export const NEEDED_SCOPES: readonly string[] = NEEDED.map(([scope]) => BASE + scope);

/** What GAM cannot do with these scopes, and what it can only read; in words. */
export function missingScopes(granted: readonly string[]): { none: string[]; read: string[] } {
  const has = new Set(granted);
  const lacking = NEEDED.filter(([scope]) => !has.has(BASE + scope));
  const isRead = ([scope]: (typeof NEEDED)[number]) => has.has(`${BASE}${scope}.readonly`);
  const words = (all: typeof NEEDED) => all.map(([, text]) => text);
  return {
    none: words(lacking.filter((one) => !isRead(one))),
    read: words(lacking.filter(isRead)),
  };
}
