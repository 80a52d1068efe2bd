/** What a session's record keeps for later: that it had a window, its name, how it ended, its jobs. */
import type { EndCause, Job, SessionId } from '../../preload/contract';
import { type Records, recordOf, type SessionRecord } from './records';
import type { ManagedSession } from './session';

/** How a session ended, and when. */
type KeptEnd = NonNullable<SessionRecord['end']>;

export class Memory {
  readonly #records: Records;
  readonly #report: (words: string) => void;
  /** Of which sessions the records have how they ended. */
  readonly #ends = new Map<SessionId, EndCause>();

  /** `report` gets a line for the log where something could not be kept. */
  constructor(records: Records, report: (words: string) => void) {
    this.#records = records;
    this.#report = report;
  }

  /** It has a window. */
  opened(id: SessionId): void {
    const record = this.#records.get(id);
    if (record?.intent === 'created') this.#keep({ ...record, opened: true });
  }

  /** A person's act: who asked for it is told where it cannot be kept. @throws errors of the file system */
  renamed(session: ManagedSession, name: string): void {
    const base = this.#records.get(session.id) ?? recordOf(session, 'created');
    this.#records.write({ ...base, spec: { ...base.spec, name } });
  }

  /** How it ended, which its place forgets, and what ran in it, which its agent told. */
  ended(id: SessionId, end: KeptEnd, jobs: readonly Job[]): void {
    if (this.#ends.get(id) === end.cause) return;
    const record = this.#records.get(id);
    const isNews = record?.intent === 'created' && record.end?.cause !== end.cause;
    if (!isNews || this.#keep({ ...record, end, jobs: [...jobs] })) this.#ends.set(id, end.cause);
  }

  /** There is no such session any more. */
  forget(id: SessionId): void {
    this.#ends.delete(id);
  }

  /** A full disk is no reason to do nothing else; returns whether it was kept. */
  #keep(record: SessionRecord): boolean {
    try {
      this.#records.write(record);
      return true;
    } catch (error) {
      this.#report(`what is known of session ${record.spec.id} could not be kept: ${error}`);
      return false;
    }
  }
}
