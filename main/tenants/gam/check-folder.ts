/** A GAM configuration of this computer, looked at as GAM will: file by file, without the network. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TenantFinding, TenantSource } from '../../../preload/contract';
import { scopeFindings } from '../asked/scope-findings';
import { type Read, readClient, readService, readSignIn } from './credentials';
import type { GamCfg } from './gam-cfg';
import { filesOf, type GamFiles, readGamCfg, sectionMeant } from './gam-folder';

type Folder = Extract<TenantSource, { kind: 'gam-folder' }>;

const SIGN_IN = 'Sign in with GAM in a session of the tenant: gam oauth create';
const SERVICE = 'Make it with GAM in a session of the tenant: gam create project';
/** For everyone but the owner. */
const OTHERS = 0o077;

/** What is so, in the order in which GAM needs it. `domain` is what the tenant is said to be. */
export function checkFolder({ folder, section }: Folder, domain: string): TenantFinding[] {
  const cfg = cfgOf(folder);
  if ('kind' in cfg) return [cfg];
  if (section !== null && !cfg.sections.includes(section)) {
    const known =
      cfg.sections.length === 0 ? 'It has none.' : `It has: ${cfg.sections.join(', ')}.`;
    const text = `gam.cfg in ${folder} has no section “${section}”.`;
    return [bad(text, `${known} Change the tenant.`)];
  }
  const meant = sectionMeant(cfg, section);
  const files = filesOf(folder, cfg, meant);
  const byAccount = /^(true|on|yes|1)$/i.test(cfg.value(meant, 'enable_dasa'));
  const said = cfg.value(meant, 'domain').toLowerCase() || null;
  return [
    ...(byAccount ? [] : signIn(files, domain, said)),
    ...client(files),
    ...service(files),
    ...openToOthers(files),
  ];
}

function cfgOf(folder: string): GamCfg | TenantFinding {
  if (!existsSync(folder))
    return bad(`The folder ${folder} is not there.`, 'Choose the tenant’s folder anew.');
  try {
    return readGamCfg(folder);
  } catch {
    return bad(`gam.cfg in ${folder} cannot be read.`, `Check who owns it: ls -l ${folder}`);
  }
}

/** The administrator's sign-in: without it most commands end at once. */
function signIn({ oauth2 }: GamFiles, domain: string, said: string | null): TenantFinding[] {
  const file = readSignIn(oauth2);
  if (file.kind !== 'read') return [notRead(file, oauth2, 'The administrator’s sign-in', SIGN_IN)];
  const { admin, domain: own, scopes, renews } = file.value;
  if (!renews)
    return [bad(`The sign-in in ${oauth2} cannot be renewed: it has no refresh token.`, SIGN_IN)];
  const who = admin === null ? 'An administrator is signed in' : `Signed in as ${admin}`;
  const rights = scopes.length === 0 ? 'with no scopes named' : `with ${scopes.length} scopes`;
  return [
    { kind: 'ok', text: `${who}, ${rights}.` },
    ...scopeFindings(scopes),
    ...writable(oauth2),
    ...otherDomain(said ?? own, domain),
  ];
}

/** Keys of another domain than the one that is shown: the mistake that costs most. */
function otherDomain(own: string | null, domain: string): TenantFinding[] {
  if (own === null || own === domain.toLowerCase()) return [];
  const text = `Its credentials are for ${own}, and the tenant says ${domain}.`;
  return [{ kind: 'warn', text, fix: 'Change the tenant’s domain, or its folder and section.' }];
}

function client({ clientSecrets }: GamFiles): TenantFinding[] {
  const file = readClient(clientSecrets);
  if (file.kind === 'read') return [{ kind: 'ok', text: 'The OAuth client is there.' }];
  return [{ ...notRead(file, clientSecrets, 'The OAuth client', SERVICE), kind: 'warn' }];
}

/** The service account acts for users: mail, Drive, calendars. */
function service({ service: path }: GamFiles): TenantFinding[] {
  const file = readService(path);
  if (file.kind !== 'read')
    return [{ ...notRead(file, path, 'The service account', SERVICE), kind: 'warn' }];
  const { type, address, hasKey } = file.value;
  const name = address === null ? 'The service account' : `The service account ${address}`;
  if (type === 'default' && !hasKey) return [bad(`${name} has no key in ${path}.`, SERVICE)];
  const how = type === 'default' ? 'has a key' : `has no key in a file (${type})`;
  return [{ kind: 'ok', text: `${name} ${how}.` }, ...writable(path)];
}

/** GAM ends with code 13 where it may not write these, and takes a lock beside them. */
function writable(path: string): TenantFinding[] {
  const open = [path, dirname(path)].every((one) => {
    try {
      accessSync(one, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (open) return [];
  return [bad(`GAM must be able to write ${path} and its folder.`, `chmod u+w ${path}`)];
}

function openToOthers({ oauth2, service: key, clientSecrets }: GamFiles): TenantFinding[] {
  // Windows has no such modes.
  if (process.platform === 'win32') return [];
  const open = [oauth2, key, clientSecrets].filter(
    (path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0,
  );
  if (open.length === 0) return [];
  const text = 'Others on this computer can read the tenant’s credentials.';
  return [{ kind: 'warn', text, fix: `chmod 600 ${open.join(' ')}` }];
}

function notRead(
  file: Exclude<Read<unknown>, { kind: 'read' }>,
  path: string,
  what: string,
  fix: string,
): TenantFinding {
  if (file.kind === 'absent') return bad(`${what} is not there: ${path} is missing.`, fix);
  return bad(`${what} is of no use: ${path} ${file.why}.`, fix);
}

function bad(text: string, fix: string): TenantFinding {
  return { kind: 'bad', text, fix };
}
