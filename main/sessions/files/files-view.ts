/** The files of a session as one window looks at them: over a connection of its own, so that no transfer holds it up. */
import type { z } from 'zod';
import type {
  FileEntry,
  FilePage,
  FolderNews,
  Found,
  Peek,
  SessionName,
  SessionPath,
  TableRows,
  TableWanted,
} from '../../../preload/contract';
import { Failure } from '../../failure';
import { Lost } from '../link/calls';
import type { Parts } from '../link/connect';
import { FilesLink } from '../transfers/files-link';
import type { FilesLive } from '../transfers/files-live';
import { listPage } from '../transfers/list-page';
import { LookAnswers } from '../wire/looking';
import { foundOf, nameOf, pathBytes, shown } from './entries';
import { peekText } from './peek-text';

type Op = keyof typeof LookAnswers;
type Fields = Record<string, unknown>;

/** Bytes of a file that are looked at. */
const PEEKED = 262_144;
const FOUND = 500;

/**
 * Connects when first used, and stays connected while `changes` waits. Nothing of a folder is kept here. All throw Failures
 * with the agent's codes, and `old-agent` where the session's agent cannot do it yet.
 */
export class FilesView {
  readonly #link: FilesLink;
  /** The search that runs: one that is overtaken is given up. */
  #search: { readonly live: FilesLive; readonly call: number } | null = null;

  constructor(parts: Parts) {
    this.#link = new FilesLink(parts);
  }

  /** A page of a folder, after a name or from the first. */
  async list(path: SessionPath, after: SessionName | null): Promise<FilePage> {
    const from = after === null ? null : Buffer.from(after, 'base64');
    const { entries, more } = await listPage(this.#link, pathBytes(path), from);
    return { entries: entries.map(shown), more };
  }

  /** Waits for the folder's next change. */
  async changes(path: SessionPath): Promise<FolderNews> {
    const { entries, gone, again } = await this.#ask('watch', LookAnswers.watch, { path });
    return { entries: entries.map(shown), gone: gone.map(nameOf), again };
  }

  async newFolder(path: SessionPath): Promise<FileEntry> {
    return shown(await this.#once('mkdir', LookAnswers.mkdir, { path }));
  }

  async rename(path: SessionPath, name: string): Promise<FileEntry> {
    const bytes = Buffer.from(name.toWellFormed(), 'utf8').toString('base64');
    return shown(await this.#once('rename', LookAnswers.rename, { path, name: bytes }));
  }

  async remove(path: SessionPath): Promise<void> {
    await this.#once('remove', LookAnswers.remove, { path });
  }

  /** Finds by a part of the name; a search that still runs is given up. */
  async search(path: SessionPath, text: string): Promise<Found> {
    const { found, more } = await this.#link.persist((live) => {
      this.#stopSearch();
      return this.#askLive(
        live,
        'search',
        LookAnswers.search,
        { path, text, limit: FOUND },
        (call) => {
          this.#search = { live, call };
        },
      );
    });
    return { found: found.map((one) => foundOf(one, path)), more };
  }

  async peek(path: SessionPath): Promise<Peek> {
    const { data, size } = await this.#ask('peek', LookAnswers.peek, { path, length: PEEKED });
    return peekText(data, size);
  }

  /** Rows of a CSV file, as far as they are known by now. */
  table(wanted: TableWanted): Promise<TableRows> {
    return this.#ask('table', LookAnswers.table, { ...wanted });
  }

  async leaveTable(): Promise<void> {
    await this.#ask('leave', LookAnswers.leave, {});
  }

  /** For good: what waits fails with `closed`. */
  close(): Promise<void> {
    return this.#link.close();
  }

  /** Asks until there is an answer: for what may be done twice. */
  #ask<S extends z.ZodType>(op: Op, schema: S, fields: Fields): Promise<z.output<S>> {
    return this.#link.persist((live) => this.#askLive(live, op, schema, fields));
  }

  /** Asks once: where the link drops before the answer nobody knows whether it was done. */
  async #once<S extends z.ZodType>(op: Op, schema: S, fields: Fields): Promise<z.output<S>> {
    return this.#link.persist(async (live) => {
      try {
        return await this.#askLive(live, op, schema, fields);
      } catch (why) {
        if (!(why instanceof Lost)) throw why;
        throw new Failure(
          'not-known',
          'The link dropped before the session answered, so it may be done or not',
          'Look at the list when the link is back',
        );
      }
    });
  }

  async #askLive<S extends z.ZodType>(
    live: FilesLive,
    op: Op,
    schema: S,
    fields: Fields,
    asked?: (call: number) => void,
  ): Promise<z.output<S>> {
    const capability = op === 'leave' ? 'table' : op;
    if (!live.capabilities.has(capability))
      throw new Failure(
        'old-agent',
        'This session cannot do that: its agent is older than the app',
        'Start a new session',
      );
    const answer = live.calls.ask(op, fields, schema);
    asked?.(live.calls.last);
    return answer;
  }

  #stopSearch(): void {
    if (this.#search === null) return;
    const { live, call } = this.#search;
    this.#search = null;
    void live.calls.ask('stop', { of: call }, LookAnswers.stop).catch(() => undefined);
  }
}
