/** A folder of GAM's: its gam.cfg, and where a section's credential files are. Read, never written. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { DEFAULT_SECTION, type GamCfg, parseGamCfg } from './gam-cfg';

/** The files of a section. */
export interface GamFiles {
  readonly clientSecrets: string;
  readonly oauth2: string;
  readonly service: string;
}

/** GAM's options for its files, and their usual names. */
const FILES = {
  clientSecrets: ['client_secrets_json', 'client_secrets.json'],
  oauth2: ['oauth2_txt', 'oauth2.txt'],
  service: ['oauth2service_json', 'oauth2service.json'],
} as const;

/** The folder's gam.cfg, an empty one where there is none. @throws Error of the file system: it cannot be read */
export function readGamCfg(folder: string): GamCfg {
  const file = join(folder, 'gam.cfg');
  return parseGamCfg(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

/** The section that is meant: where none is named, the one that GAM would choose. */
export function sectionMeant(cfg: GamCfg, section: string | null): string {
  if (section !== null) return section;
  const chosen = cfg.value(DEFAULT_SECTION, 'section');
  return cfg.sections.includes(chosen) ? chosen : DEFAULT_SECTION;
}

/** Where a section's files are, or would be: as _getCfgDirectory and _getCfgFile of GAM find them. */
export function filesOf(folder: string, cfg: GamCfg, section: string): GamFiles {
  const home = configFolder(folder, cfg, section);
  const file = (of: keyof GamFiles) => {
    const [option, usual] = FILES[of];
    const named = expanded(cfg.value(section, option)) || usual;
    return isAbsolute(named) ? named : join(home, named);
  };
  return {
    clientSecrets: file('clientSecrets'),
    oauth2: file('oauth2'),
    service: file('service'),
  };
}

/** A section's relative folder begins at the default's, also where it has it from there, and that at the folder of gam.cfg. */
function configFolder(folder: string, cfg: GamCfg, section: string): string {
  const named = expanded(cfg.value(section, 'config_dir'));
  if (isAbsolute(named)) return named;
  if (section === DEFAULT_SECTION) return join(folder, named);
  return join(configFolder(folder, cfg, DEFAULT_SECTION), named);
}

function expanded(path: string): string {
  return path.replace(/^~(?=$|[\\/])/, homedir());
}
