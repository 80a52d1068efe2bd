/**
 * What is meant to become of each session, on disk before it is asked for: one file per session in PROFILE/records.
 * After a SIGKILL the next process that starts reads here what was under way, and ends or finishes it (sweep.ts).
 *
 *     create     being made                      → listed if its backend has it, else removed
 *     created    there                           → listed
 *     failed     could not be made, with why     → listed until the user takes it off
 *     cancelled  given up while it was made      → removed
 *     end        to be ended for good            → removed
 *     spare      made ahead, and no session yet  → removed, unless another app has made it a session
 *
 * A file is whole or absent, never half: it is written beside and renamed. `writer` names the process at work on it
 * (writer.ts); nobody else touches a record whose writer lives.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, BackendKind, End, Job, MOST_JOBS, type SessionId } from '../../preload/contract';
import type { Backend, SessionSpec } from '../backends/backend';
import { StoredSpec } from '../backends/spec';
import { makePrivate } from '../profile';

const Time = z.number().int().nonnegative();

/** One session's record; the list above says what its intents mean. */
export const SessionRecord = z.object({
  version: z.literal(1),
  backend: BackendKind,
  spec: StoredSpec,
  intent: z.enum(['create', 'created', 'failed', 'cancelled', 'end', 'spare']),
  /** The address of the process at work on it, or null when nothing is under way. */
  writer: z.string().nullable(),
  /** When the intent was recorded. */
  since: Time,
  /** end, cancelled: how often that failed. */
  tries: z.number().int().nonnegative(),
  /** Whether a window has been open on it. */
  opened: z.boolean().default(false),
  /** created: how it ended, and when: its place may forget that. */
  end: End.extend({ at: Time }).nullable().default(null),
  /** created: its last jobs when it had ended, as its agent told of them: their secrets are masked. */
  jobs: z.array(Job).max(MOST_JOBS).optional().catch(undefined),
  /** failed: why it could not be made; end, cancelled: why the last try failed. */
  error: AppError.nullable(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;

/** The record of a session for which nothing is under way. */
export function recordOf(
  session: {
    readonly spec: SessionSpec;
    readonly backend: Pick<Backend, 'kind'>;
    readonly opened: boolean;
  },
  intent: SessionRecord['intent'],
): SessionRecord {
  const { spec, backend, opened } = session;
  const none = { writer: null, end: null, error: null, tries: 0 };
  return { ...none, version: 1, backend: backend.kind, spec, intent, opened, since: Date.now() };
}

const SUFFIX = '.json';
/** Writing a draft and renaming it takes no longer. */
const DRAFT_MS = 60_000;

/** Makes a rename outlast a loss of power; Windows has no such thing for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** What a file had in it, and by what it is known that it is still the same file: another is renamed into its place. */
interface Kept {
  readonly stamp: string;
  readonly record: SessionRecord;
}

/** The records of one profile. */
export class Records {
  /** Where the files are. */
  readonly folder: string;
  /** What the user must be told, for example that a damaged record was put aside. */
  readonly notices: AppError[] = [];
  /** By file name: the list is looked through often, and there may be a thousand. */
  #kept: ReadonlyMap<string, Kept> = new Map();

  constructor(profile: string) {
    this.folder = join(profile, 'records');
    makePrivate(this.folder);
  }

  /** All of them; one that cannot be read is put aside. */
  list(): SessionRecord[] {
    const names = readdirSync(this.folder).filter(
      (name) => name.endsWith(SUFFIX) && !name.startsWith('.'),
    );
    const all = names.flatMap((name): [string, Kept][] => {
      const stamp = this.#stamp(name);
      const kept = this.#kept.get(name);
      if (kept?.stamp === stamp) return [[name, kept]];
      const record = this.#read(name);
      return record === null ? [] : [[name, { stamp, record }]];
    });
    this.#kept = new Map(all);
    return all.map(([, { record }]) => record);
  }

  /** The record of one session, or null. */
  get(id: SessionId): SessionRecord | null {
    return this.#read(id + SUFFIX);
  }

  /** Puts a record in the place of the one before. It is on the disk when this returns. */
  write(record: SessionRecord): void {
    const name = record.spec.id + SUFFIX;
    const draft = join(this.folder, `.${name}.${randomBytes(4).toString('hex')}`);
    const descriptor = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(descriptor, JSON.stringify(record));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, join(this.folder, name));
    syncFolder(this.folder);
  }

  /** Forgets a session. */
  delete(id: SessionId): void {
    rmSync(join(this.folder, id + SUFFIX), { force: true });
    syncFolder(this.folder);
  }

  /** Removes what killed processes left half written; a draft of a living one is younger than a minute. */
  removeDrafts(now: number): void {
    for (const name of readdirSync(this.folder).filter((entry) => entry.startsWith('.'))) {
      const draft = join(this.folder, name);
      const { mtimeMs } = statSync(draft, { throwIfNoEntry: false }) ?? { mtimeMs: now };
      if (now - mtimeMs > DRAFT_MS) rmSync(draft, { force: true });
    }
  }

  #stamp(name: string): string {
    const stat = statSync(join(this.folder, name), { throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
  }

  #read(name: string): SessionRecord | null {
    let text: string;
    try {
      text = readFileSync(join(this.folder, name), 'utf8');
    } catch {
      return null;
    }
    try {
      const record = SessionRecord.parse(JSON.parse(text));
      if (record.spec.id + SUFFIX === name) return record;
    } catch {
      // Damaged, as is one under another session's name.
    }
    this.#putAside(name);
    return null;
  }

  #putAside(name: string): void {
    const kept = `${name}.damaged-${Date.now()}`;
    renameSync(join(this.folder, name), join(this.folder, kept));
    this.notices.push({
      code: 'record-damaged',
      message: `What was kept of session ${name.slice(0, -SUFFIX.length)} could not be read.`,
      fix: `The session itself, if there is one, is listed. The file is kept as ${kept} in ${this.folder}.`,
    });
  }
}
