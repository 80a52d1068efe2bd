/** Where releases are: a repository on GitHub, which is written into the app's package.json when it is packaged. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Version } from './version';

/** OWNER/NAME, as GitHub allows them; setup/steps/package.mjs takes the same. */
export const Repository = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/)
  .brand('Repository');
export type Repository = z.infer<typeof Repository>;

const Package = z.object({ updatesFrom: Repository });

/** The repository that is written into the app of this folder (or archive); null: none, as in a build from source. */
export function bakedRepository(folder: string): Repository | null {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Package.parse(json).updatesFrom;
  } catch {
    return null;
  }
}

/** As electron-builder names the file that says which version is the newest: https://www.electron.build/auto-update */
const FILES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'latest.yml',
  darwin: 'latest-mac.yml',
};

const pageOf = (repository: Repository) => `https://github.com/${repository}/releases`;

/** The address of that file for a platform. */
export function newestFile(repository: Repository, platform: NodeJS.Platform): URL {
  return new URL(`${pageOf(repository)}/latest/download/${FILES[platform] ?? 'latest-linux.yml'}`);
}

/** The page of a version, for people. */
export function releasePage(repository: Repository, version: Version): string {
  return `${pageOf(repository)}/tag/v${version}`;
}
