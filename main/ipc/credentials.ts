/** Saving what GAM has changed of a tenant's credentials: from a session's memory to where the tenant has them. */
import type { AgreedFile, CredentialFile, SavePlan, SessionId } from '../../preload/contract';
import { placeOf } from '../backends/kubernetes/cluster-place';
import type { ClusterReach } from '../backends/kubernetes/reach';
import { ClusterClient } from '../backends/kubernetes/rest/client';
import { changeSecret } from '../backends/kubernetes/rest/secrets';
import { Failure, toAppError } from '../failure';
import type { Network } from '../network/network';
import type { SessionManager } from '../sessions/manager';
import { changedFiles, tellSaved } from '../sessions/saving';
import type { GivenFile } from '../sessions/wire/messages';
import {
  aboutFile,
  asAgreed,
  type ChangedFile,
  mustBeUnchanged,
  savedFile,
} from '../tenants/changed-file';
import { saveInFolder } from '../tenants/gam/save-folder';
import { planOf, type SaveTarget, saveTarget } from '../tenants/save-target';
import type { Tenants } from '../tenants/tenants';
import type { Handlers } from './handle';
import { withMissingRole } from './missing-role';

/** What the handlers act on. */
export interface SavingParts {
  readonly sessions: SessionManager;
  readonly tenants: Tenants;
  readonly reach: Pick<ClusterReach, 'open'>;
  readonly network: Network;
  /** Told what nobody waits for. */
  readonly report: (words: string) => void;
}

type CredentialHandlers = Pick<Handlers, Extract<keyof Handlers, `credentials.${string}`>>;

/** What can be done with changed credentials. */
export interface Saving {
  /** What saving would write where. @throws Failure */
  plan(id: SessionId): Promise<SavePlan>;
  /** Writes what was agreed to; the files that were written. @throws Failure */
  save(id: SessionId, agreed: readonly AgreedFile[]): Promise<CredentialFile[]>;
}

/** The handlers. */
export function credentialHandlers(parts: SavingParts): CredentialHandlers {
  const { plan, save } = savingOf(parts);
  return {
    'credentials.plan': ({ id }) => plan(id),
    'credentials.save': ({ id, agreed }) => save(id, agreed),
  };
}

/** Fetches from sessions, and writes where their tenants have their credentials. */
export function savingOf(parts: SavingParts): Saving {
  const { sessions, tenants, report } = parts;
  const tenant = (id: SessionId) => tenants.get(sessions.get(id).spec.tenant.id);
  return {
    async plan(id) {
      const { unsaved = [], place } = sessions.get(id).view();
      const files = toSave(await changedFiles(sessions.connection(id)));
      return planOf(tenant(id), place.detail, unsaved, files);
    },
    async save(id, agreed) {
      const files = asAgreed(toSave(await changedFiles(sessions.connection(id))), agreed);
      // Whatever is no file of GAM's is refused before anything is written.
      const { domain } = tenant(id);
      for (const file of files) aboutFile(file, domain);
      await save(id, files, saveTarget(tenant(id)), parts);
      // They are written, whether the session hears of it or not: until it does it calls them unsaved, and they are saved again.
      await tellSaved(sessions.connection(id), files).catch((why) =>
        report(`session ${id} was not told what was saved: ${toAppError(why).message}`),
      );
      return files.map(({ name }): CredentialFile => name);
    },
  };
}

/** Those of the changed files that hold credentials; gam.cfg is the session's own. */
function toSave(all: readonly GivenFile[]): ChangedFile[] {
  return all.flatMap((given) => {
    const name = savedFile(given.name);
    return name === null ? [] : [{ ...given, name }];
  });
}

async function save(
  id: SessionId,
  files: readonly ChangedFile[],
  target: SaveTarget,
  parts: SavingParts,
): Promise<void> {
  switch (target.kind) {
    case 'none':
      throw new Failure('not-saved', `Nothing was saved. ${target.why}`);
    case 'folder':
      return saveInFolder(files, target);
    case 'secret':
      return saveInSecret(id, files, target.name, parts);
  }
}

async function saveInSecret(
  id: SessionId,
  files: readonly ChangedFile[],
  name: string,
  { sessions, reach, network }: SavingParts,
): Promise<void> {
  const place = placeOf(sessions.get(id).spec.at);
  if (place === null) throw new Failure('not-saved', 'The session is in no cluster.');
  const access = await reach.open(place);
  try {
    await changeSecret(name, { access, network }, (now) => {
      for (const file of files)
        mustBeUnchanged(file, now.get(file.name) ?? null, `the Secret ${name}`);
      return Object.fromEntries(files.map((file) => [file.name, file.text]));
    });
  } catch (why) {
    throw await withMissingRole(why, name, place, () =>
      new ClusterClient(access, network).whoami(),
    );
  }
}
