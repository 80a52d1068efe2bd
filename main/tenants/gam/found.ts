/** GAM configurations of this computer that a tenant can be made from: looked for where GAM itself looks. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { FoundGam, KeptTenant } from '../../../preload/contract';
import { readSignIn } from './credentials';
import { DEFAULT_SECTION, type GamCfg } from './gam-cfg';
import { filesOf, readGamCfg, sectionMeant } from './gam-folder';

/** A section that says none of these itself is only a filter of GAM's, or a few settings. */
const OF_A_TENANT = ['config_dir', 'oauth2_txt', 'oauth2service_json', 'customer_id', 'domain'];

/** The folders that GAM would use, the one that GAMCFGDIR names first. */
function folders(env: NodeJS.ProcessEnv, home: string): string[] {
  const named = env['GAMCFGDIR'];
  const all = [named !== undefined && isAbsolute(named) ? named : null, join(home, '.gam')];
  return [...new Set(all.flatMap((folder) => folder ?? []))];
}

/** What there is, without what tenants use already. One that cannot be read is not there. */
export function findGamFolders(
  env: NodeJS.ProcessEnv,
  tenants: readonly KeptTenant[],
  home: string = homedir(),
): FoundGam[] {
  const isUsed = (folder: string, section: string | null) =>
    tenants.some(
      ({ source }) =>
        source.kind === 'gam-folder' && source.folder === folder && source.section === section,
    );
  return folders(env, home).flatMap((folder) =>
    inFolder(folder).filter((found) => !isUsed(found.folder, found.section)),
  );
}

function inFolder(folder: string): FoundGam[] {
  let cfg: GamCfg;
  try {
    cfg = readGamCfg(folder);
  } catch {
    return [];
  }
  const sections = cfg.sections.filter((name) => OF_A_TENANT.some((one) => cfg.has(name, one)));
  // To name no section is to have the one that GAM chooses: where that is one of these, DEFAULT cannot be had.
  const unnamed = sectionMeant(cfg, null) === DEFAULT_SECTION ? [DEFAULT_SECTION] : [];
  return [...unnamed, ...sections].flatMap((section) => inSection(folder, cfg, section));
}

function inSection(folder: string, cfg: GamCfg, section: string): FoundGam[] {
  const files = filesOf(folder, cfg, section);
  if (![files.oauth2, files.service].some((file) => existsSync(file))) return [];
  const signIn = readSignIn(files.oauth2);
  const who = signIn.kind === 'read' ? signIn.value : null;
  const domain = cfg.value(section, 'domain').toLowerCase() || who?.domain;
  const named = section === DEFAULT_SECTION ? null : section;
  return [{ folder, section: named, domain: domain ?? null, admin: who?.admin ?? null }];
}
