/** A tenant's credential files, read to be handed to its session over a pipe. They go nowhere else. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptTenant } from '../../../preload/contract';
import { Failure } from '../../failure';
import type { Tenants } from '../tenants';
import { filesOf, readGamCfg, sectionMeant } from './gam-folder';

/**
 * GAM's files by their usual names, or null: the tenant's are in no folder of this computer. By the list of this profile and
 * not by what a session says of its tenant, since whoever can make containers could name any folder there.
 * @throws Failure `no-tenant` or `no-credentials`
 */
export function credentialsOf(tenant: KeptTenant, tenants: Tenants): Record<string, string> | null {
  if (tenant.source.kind !== 'gam-folder') return null;
  const { source, name } = tenants.get(tenant.id);
  if (source.kind !== 'gam-folder') return null;
  const { folder, section } = source;
  try {
    const cfg = readGamCfg(folder);
    const { clientSecrets, oauth2, service } = filesOf(folder, cfg, sectionMeant(cfg, section));
    const all = [
      ['gam.cfg', join(folder, 'gam.cfg')],
      ['client_secrets.json', clientSecrets],
      ['oauth2.txt', oauth2],
      ['oauth2service.json', service],
    ] as const;
    const there = all.filter(([, path]) => existsSync(path));
    return Object.fromEntries(there.map(([file, path]) => [file, readFileSync(path, 'utf8')]));
  } catch {
    const message = `${name}’s credentials in ${folder} cannot be read.`;
    throw new Failure('no-credentials', message, 'See Check, under Tenants.');
  }
}
