/** Where what GAM has changed can be saved, and what would be: decided before anything is written. Pure but for gam.cfg. */
import type { CredentialFile, KeptTenant, SavePlan } from '../../preload/contract';
import { aboutFile, type ChangedFile, type SavedFile, savedFile, sha256Of } from './changed-file';
import { type FolderSource, pathsOf } from './gam/save-folder';

/** Where to. */
export type SaveTarget =
  | ({ readonly kind: 'folder' } & FolderSource)
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'none'; readonly why: string };

/** By the tenant as this profile has it, and not by what a session says of its tenant. */
export function saveTarget({ source }: KeptTenant): SaveTarget {
  switch (source.kind) {
    case 'demo':
      return { kind: 'none', why: 'The demo domain makes its own for each session.' };
    case 'keyless':
      return { kind: 'none', why: 'The tenant has no key that could be saved.' };
    case 'gam-folder':
      return { kind: 'folder', folder: source.folder, section: source.section };
    case 'secret':
      return { kind: 'secret', name: source.name };
  }
}

const OWN_CFG =
  'A session has a gam.cfg of its own, with its own folders in it. Change your own by hand.';
const GONE = 'GAM has deleted it in the session. Delete it by hand where it is.';

/** What would be written; `where`: the session's place; `changed` are all that the session tells, `files` those that are there. @throws Failure */
export function planOf(
  tenant: KeptTenant,
  where: string,
  changed: readonly CredentialFile[],
  files: readonly ChangedFile[],
): SavePlan {
  const target = saveTarget(tenant);
  if (target.kind === 'none') return { target, writes: [], leaves: [] };
  const to = placesIn(target);
  const writes = files.map((file) => ({
    file: file.name,
    to: to(file.name),
    about: aboutFile(file, tenant.domain),
    sha256: sha256Of(file),
  }));
  const leaves = changed.flatMap((file) => {
    if (savedFile(file) === null) return [{ file, why: OWN_CFG }];
    return files.some(({ name }) => name === file) ? [] : [{ file, why: GONE }];
  });
  if (target.kind === 'secret')
    return { target: { kind: 'secret', name: target.name, where }, writes, leaves };
  return { target: { kind: 'folder', folder: target.folder }, writes, leaves };
}

function placesIn(target: Exclude<SaveTarget, { kind: 'none' }>): (name: SavedFile) => string {
  if (target.kind === 'secret') return (name) => name;
  const paths = pathsOf(target);
  return (name) => paths[name];
}
