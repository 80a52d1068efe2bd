/** All transfers of a profile: asked for by windows, moved a few at a time, gone on with after the app was started again. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { SessionId } from '../../../../preload/contract';
import { type ClashAnswer, type Transfer, TransferId } from '../../../../preload/transfers';
import { visible } from '../../../../preload/visible';
import type { Parts } from '../../link/connect';
import { settled } from '../../serially';
import type { RemotePath } from '../files-client';
import { locally } from '../local-errors';
import type { LocalFiles } from '../moves/local-files';
import { split } from '../moves/names';
import { Journal } from './journal';
import { Lane } from './lane';
import { isOver } from './model';
import { Queued, type Shared } from './queued';
import type { TransferRecord } from './record';
import type { Moved, Wanted } from './wanted';

/** What it is made from. */
export interface TransfersParts extends LocalFiles {
  /** The profile's folder. */
  readonly profile: string;
  /** The way to a session. @throws Failure `no-session` */
  readonly connection: (session: SessionId) => Parts;
  /** ms since 1970; tests have their own. */
  readonly now?: () => number;
}

/** Changes within this time are told together. ms */
const TELL_MS = 250;
/** So many that are over stay on the list. */
const MOST_OVER = 100;

/** Emits `changed` after changes of the list, at most four times a second. */
export class Transfers extends EventEmitter<{ changed: [] }> {
  readonly #parts: TransfersParts;
  readonly #shared: Shared;
  readonly #tell = settled(() => this.emit('changed'), TELL_MS);
  readonly #queued = new Map<TransferId, Queued>();
  readonly #lanes = new Map<SessionId, Lane>();
  #closed = false;

  /** Reads what was under way; nothing moves before `resume`. */
  constructor(parts: TransfersParts) {
    super();
    this.#parts = parts;
    const journal = new Journal(parts.profile);
    this.#shared = { journal, now: parts.now ?? Date.now, changed: () => this.#changed() };
    for (const record of journal.list()) this.#queued.set(record.id, this.#queue(record));
  }

  /** The transfers of a session, or all; the oldest first. */
  list(session?: SessionId): Transfer[] {
    return this.#of(session).map((transfer) => transfer.view());
  }

  /** Goes on with what was under way when the app ended. To be called when the sessions have been found. */
  resume(): void {
    for (const transfer of this.#queued.values()) {
      if (transfer.model.phase.kind === 'cancelled') void this.#remove(transfer);
      else this.#next(transfer.session);
    }
  }

  /** Sends files and folders into a folder of the session; resolves to their group. @throws Failure: one is not there */
  async send(session: SessionId, paths: readonly string[], to: RemotePath): Promise<TransferId> {
    const found = await Promise.all(
      paths.map(async (path) => ({ path, status: await locally(path, () => stat(path)) })),
    );
    const folder = Buffer.from(to).toString('base64');
    return this.#ask(
      session,
      found.map(({ path, status }) => ({
        direction: 'send',
        what: status.isDirectory() ? 'folder' : 'file',
        size: status.isDirectory() ? null : status.size,
        name: visible(basename(path)),
        local: resolve(path),
        to: folder,
      })),
    );
  }

  /**
   * Fetches files and folders of the session into a folder of this computer, which the caller has chosen; with a `target` one
   * file to that very place, whatever is there; with `forSpreadsheet` CSV files, whose formulas are made text.
   */
  fetch(
    session: SessionId,
    paths: readonly RemotePath[],
    to: string,
    { target, forSpreadsheet = false }: { target?: string; forSpreadsheet?: boolean } = {},
  ): void {
    this.#ask(
      session,
      paths.map((path) => ({
        direction: 'fetch',
        // What it is shows when it is looked at; a file takes a smaller place.
        what: 'file',
        size: null,
        name: visible(Buffer.from(split(path).name).toString('utf8')),
        remote: Buffer.from(path).toString('base64'),
        to: resolve(to),
        forSpreadsheet,
        ...(target === undefined ? {} : { target: resolve(target), replace: true }),
      })),
    );
  }

  /** Of one that asks; `forAll`: also for what else of its group asks now or later. */
  answer(id: TransferId, answer: ClashAnswer, forAll: boolean): void {
    const transfer = this.#queued.get(id);
    if (transfer === undefined) return;
    const { group } = transfer.record;
    transfer.answer(answer);
    if (!forAll) return;
    for (const other of this.#queued.values())
      if (other.record.group === group && !isOver(other.model)) other.answerAll(answer);
  }

  /** Nothing of it is left, but for the whole files of a folder. Resolves when that is so, as far as it can be. */
  async cancel(id: TransferId): Promise<void> {
    const transfer = this.#queued.get(id);
    if (transfer === undefined || isOver(transfer.model)) return;
    transfer.cancel();
    await this.#lane(transfer.session).over(transfer);
    await this.#tidy(transfer);
    this.#next(transfer.session);
  }

  /** Goes on with one that failed or stands still, and tries the link at once. */
  retry(id: TransferId): void {
    const transfer = this.#queued.get(id);
    if (transfer === undefined) return;
    transfer.retry();
    this.#lane(transfer.session).retry();
    this.#next(transfer.session);
  }

  /** Goes on with all that stand still, for example when somebody has signed in. */
  again(): void {
    for (const { id, model } of this.#queued.values())
      if (model.phase.kind === 'stuck') this.retry(id);
  }

  /** Where a fetch of the session that is done has put it, or null. */
  placeOf(session: SessionId, id: TransferId): string | null {
    const transfer = this.#queued.get(id);
    if (transfer === undefined || transfer.session !== session) return null;
    const { record, model } = transfer;
    if (record.direction === 'send' || model.phase.kind !== 'done') return null;
    const { name } = split(Buffer.from(record.remote, 'base64'));
    return record.target ?? join(record.to, this.#parts.names([])(name));
  }

  /** What was sent to a session, with where it is or was on this computer, and what was saved from it. */
  moved(session: SessionId): Moved {
    const all = this.#of(session).filter(({ model }) => model.phase.kind !== 'cancelled');
    return {
      sent: all.flatMap(({ record }) => {
        if (record.direction !== 'send') return [];
        return { name: record.name, local: record.local, to: Buffer.from(record.to, 'base64') };
      }),
      saved: all.flatMap(({ record: { direction, name }, model: { phase } }) =>
        direction === 'fetch' && phase.kind === 'done' ? { name } : [],
      ),
    };
  }

  /** Files and folders of this computer that may still have to be read. */
  sources(): string[] {
    return [...this.#queued.values()].flatMap(({ record, model: { phase } }) => {
      const isNeeded = phase.kind !== 'done' && phase.kind !== 'cancelled';
      return record.direction === 'send' && isNeeded ? [record.local] : [];
    });
  }

  /** The session that a transfer is of, or null: there is no such transfer. */
  sessionOf(id: TransferId): SessionId | null {
    return this.#queued.get(id)?.session ?? null;
  }

  /** Takes those that are over off the list, or only the one named. */
  async forget(session: SessionId, id: TransferId | null = null): Promise<void> {
    const over = this.#of(session).filter(
      (transfer) => isOver(transfer.model) && (id === null || transfer.id === id),
    );
    await Promise.all(over.map((transfer) => this.#remove(transfer)));
  }

  /** The session is gone for good: so are its transfers. */
  async dropSession(session: SessionId): Promise<void> {
    await Promise.all(this.#of(session).map(({ id }) => this.cancel(id)));
    await this.forget(session);
    await this.#lanes.get(session)?.close();
    this.#lanes.delete(session);
  }

  /** What is under way goes on when the app is started again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#tell.stop();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  #ask(session: SessionId, wanted: readonly Wanted[]): TransferId {
    const group = newId();
    const askedAt = this.#shared.now();
    const none = { answer: null, replace: false, left: [], outcome: null, target: null };
    const records = wanted.map((one): TransferRecord => {
      const basics = { version: 1, id: newId(), group, session, askedAt, ...none } as const;
      return { ...basics, ...one };
    });
    this.#shared.journal.writeAll(records);
    for (const record of records) this.#queued.set(record.id, this.#queue(record));
    this.#shared.changed();
    this.#next(session);
    return group;
  }

  /** Starts what there is a place for, the oldest first. */
  #next(session: SessionId): void {
    if (this.#closed) return;
    const lane = this.#lane(session);
    const waiting = this.#of(session).filter(({ model }) => model.phase.kind === 'waiting');
    for (const transfer of waiting) {
      if (!lane.hasPlace(transfer)) return;
      void lane.start(transfer).then(() => this.#ended(transfer));
    }
  }

  #ended(transfer: Queued): void {
    const { session } = transfer;
    this.#next(session);
    if (!this.#closed) void this.#lane(session).rest();
    const over = [...this.#queued.values()].filter(({ model }) => isOver(model));
    for (const old of over.slice(0, -MOST_OVER)) void this.#remove(old);
  }

  async #remove(transfer: Queued): Promise<void> {
    this.#queued.delete(transfer.id);
    this.#shared.changed();
    await this.#tidy(transfer);
    this.#shared.journal.delete(transfer.id);
  }

  async #tidy(transfer: Queued): Promise<void> {
    const lane = this.#lane(transfer.session);
    await lane.tidy(transfer);
    await lane.rest();
    if (this.#queued.has(transfer.id)) transfer.keep({ left: [] });
  }

  #changed(): void {
    if (!this.#closed) this.#tell.ask();
  }

  #of(session: SessionId | undefined): Queued[] {
    const all = [...this.#queued.values()];
    return session === undefined ? all : all.filter((transfer) => transfer.session === session);
  }

  #queue(record: TransferRecord): Queued {
    return new Queued(record, this.#shared);
  }

  #lane(session: SessionId): Lane {
    const { connection } = this.#parts;
    const lane = this.#lanes.get(session) ?? new Lane(() => connection(session), this.#parts);
    this.#lanes.set(session, lane);
    return lane;
  }
}

function newId(): TransferId {
  return TransferId.parse(randomBytes(16).toString('hex'));
}
