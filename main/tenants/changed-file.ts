/** A credential file that GAM has changed in a session, as it came from there: what a pod sends may be anything. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AgreedFile } from '../../preload/contract';
import { Failure } from '../failure';
import { scopeFindings } from './asked/scope-findings';
import { clientOf, serviceOf, signInOf } from './gam/credentials';
import { fingerprint } from './gam/fingerprint';

const SavedFile = z.enum(['client_secrets.json', 'oauth2.txt', 'oauth2service.json']);
/** The three that hold credentials. A session's gam.cfg is its own. */
export type SavedFile = z.infer<typeof SavedFile>;

/** How GAM has a service account sign without a key in the file: the `key_type`s other than `default`. */
const KEYLESS = new Set(['signjwt', 'yubikey']);

/** One of them, to be saved. */
export interface ChangedFile {
  readonly name: SavedFile;
  /** Its content; secret. */
  readonly text: string;
  /** The fingerprint of what it was when the session began, or empty: it was not there. */
  readonly first: string;
  /** The agent's fingerprint of what it is now, by which it is told that it is saved. */
  readonly now: string;
}

/** Of a file's whole content, in hex: what a person agrees to by. Another access token makes it another one. */
export function sha256Of({ text }: Pick<ChangedFile, 'text'>): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Those that were agreed to, each being what was shown of it. @throws Failure `changed-since-shown` */
export function asAgreed(
  files: readonly ChangedFile[],
  agreed: readonly AgreedFile[],
): ChangedFile[] {
  return agreed.map(({ file, sha256 }) => {
    const found = files.find(({ name }) => name === file);
    if (found !== undefined && sha256Of(found) === sha256) return found;
    const message = `Nothing was saved: ${file} in the session is not what was shown any more.`;
    throw new Failure('changed-since-shown', message, 'Look at what it is now, then save it.');
  });
}

/** Says whose a file is, and where it is not of the tenant's `domain`. @throws Failure `strange-credentials`: it is none of GAM's */
export function aboutFile(
  { name, text }: Pick<ChangedFile, 'name' | 'text'>,
  domain: string,
): string {
  const about = wordsOf(name, text, domain);
  if (about !== null) return about;
  const message = `${name} was not saved: what is in the session is not what GAM writes.`;
  throw new Failure('strange-credentials', message, `Look at it in the session: gam oauth info`);
}

function wordsOf(name: SavedFile, text: string, domain: string): string | null {
  if (name === 'oauth2.txt') {
    const read = signInOf(text);
    if (read.kind !== 'read' || !read.value.renews) return null;
    const { admin, domain: own, scopes } = read.value;
    const who = `signed in as ${admin ?? 'somebody whom it does not name'}`;
    const other =
      own === null || own === domain.toLowerCase()
        ? []
        : [`it is for ${own}, and the tenant says ${domain}`];
    const lacks = scopeFindings(scopes).map((one) => one.text.replace(/\.$/, ''));
    return [who, ...other, ...lacks].join('; ');
  }
  if (name === 'oauth2service.json') {
    const read = serviceOf(text);
    if (read.kind !== 'read') return null;
    const { type, address, hasKey } = read.value;
    return hasKey || KEYLESS.has(type) ? `of ${address ?? 'a service account'}` : null;
  }
  return clientOf(text).kind === 'read' ? 'the OAuth client' : null;
}

/**
 * Refuses where what is there is neither what the session began with nor what is to be written: that is from a save of which
 * not all was done. `now` is null: nothing is there. @throws Failure `changed-meanwhile`
 */
export function mustBeUnchanged(file: ChangedFile, now: string | null, where: string) {
  const { name, text, first } = file;
  const there = now === null ? '' : fingerprint(now);
  if (there === first || there === fingerprint(text)) return;
  throw new Failure(
    'changed-meanwhile',
    `Nothing was saved: ${name} in ${where} is not what this session began with.`,
    'Somebody has changed it since. A new session has what is there now; save from that one.',
  );
}

/** "oauth2.txt" of any name, or null: it is none of the three. */
export function savedFile(name: string): SavedFile | null {
  return SavedFile.safeParse(name).data ?? null;
}
