/** Files of a session: many over one connection, each resumed after drops and checked by sha256 at both ends. */
import { Failure } from '../../failure';
import type { Parts } from '../link/connect';
import { type Entry, FileAnswers } from '../wire/file-answers';
import { FilesLink, type LinkNews } from './files-link';
import { bundlesOf, type FolderLook } from './folder-look';
import { get } from './get';
import { listPage } from './list-page';
import { LocalPart } from './local-part';
import { refuseTarget } from './local-place';
import { type LocalPath, LocalSource } from './local-source';
import { discardPut, put } from './put';
import { Slots } from './slots';
import { readSmall } from './small-file';
import { SmallFiles } from './small-files';

/** How far a transfer is. Bytes. */
export interface TransferProgress {
  /** Written at the other end. */
  readonly done: number;
  readonly total: number;
}

export interface TransferOptions {
  readonly progress?: (progress: TransferProgress) => void;
  /** Cancels: nothing is left at either end, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether a file that is there already may be replaced. */
  readonly replace?: boolean;
  /** Of a fetch: a secret of who asks, who asks for a target once at a time. What a killed app wrote is found by it. */
  readonly owner?: string | null;
  /** Of a fetch: what is put in its place is a CSV whose formulas are text; what came is checked before. */
  readonly forSpreadsheet?: boolean;
}

/** A path in a session, relative to its working folder: bytes, never a local path. `pathOf` makes one from text. */
export type RemotePath = Uint8Array;

/** UTF-8 of a text. */
export function pathOf(text: string): RemotePath {
  return Buffer.from(text, 'utf8');
}

/** Transfers at a time; the others wait. The agent takes 64 each way. */
const AT_ONCE = 16;
/** Small files at a time, which are in memory until they are sent; and of those so many open. */
const SMALL_AT_ONCE = 512;
const OPEN_AT_ONCE = 32;

type Page = Awaited<ReturnType<typeof listPage>>;

/** After these a later try can go on with what is written. */
const KEPT = ['unreachable', 'closed', 'disk-full'];

/** Connects when first used. All throw Failures with the agent's codes: `not-found`, `exists`, `disk-full`, … */
export class FilesClient {
  readonly #link: FilesLink;
  readonly #small: SmallFiles;
  readonly #slots = new Slots(AT_ONCE);
  readonly #smallSlots = new Slots(SMALL_AT_ONCE);
  readonly #openSlots = new Slots(OPEN_AT_ONCE);

  /** `told` hears whether the session can be reached, while there is something to do. */
  constructor(parts: Parts, told?: (news: LinkNews) => void) {
    this.#link = new FilesLink(parts, told);
    this.#small = new SmallFiles(this.#link);
  }

  /** Sends a local file; what an earlier try of the same file left is used. */
  async put(local: LocalPath, remote: RemotePath, options: TransferOptions = {}): Promise<Entry> {
    const { signal } = options;
    const small = await this.#smallSlots.use(() => this.#putSmall(local, remote, options), signal);
    return small ?? this.#slots.use(() => this.#put(local, remote, options), signal);
  }

  /** Makes a folder in one that is there. @throws Failure `exists`, … */
  async mkdir(path: RemotePath): Promise<Entry> {
    let tries = 0;
    const fields = { path: Buffer.from(path).toString('base64') };
    return this.#link.persist(async (live) => {
      tries += 1;
      try {
        return await live.calls.ask('mkdir', fields, FileAnswers.mkdir);
      } catch (why) {
        // It may have been made by the try whose answer was lost.
        if (tries === 1 || !(why instanceof Failure) || why.code !== 'exists') throw why;
        const there = await live.calls.ask('stat', { ...fields, hash: false }, FileAnswers.stat);
        if (there.type === 'folder') return there;
        throw why;
      }
    });
  }

  /** Fetches a file to the local path that the caller names; `sha256` in hexadecimal. */
  get(
    remote: RemotePath,
    local: string,
    options: TransferOptions = {},
  ): Promise<{ size: number; sha256: string }> {
    return this.#slots.use(() => this.#get(remote, local, options), options.signal);
  }

  /** All entries of a folder, by the bytes of their names. */
  async *list(path: RemotePath): AsyncGenerator<Entry> {
    let after: Uint8Array | null = null;
    for (let more = true; more; ) {
      const page: Page = await listPage(this.#link, path, after);
      yield* page.entries;
      after = page.entries.at(-1)?.name ?? null;
      more = page.more;
    }
  }

  /** One file or folder; `hash`: with the sha256 of a regular file. */
  stat(path: RemotePath, hash = false): Promise<Entry> {
    const fields = { path: Buffer.from(path).toString('base64'), hash };
    return this.#link.persist((live) => live.calls.ask('stat', fields, FileAnswers.stat));
  }

  /** Whether a file here and one of the session are the same, by size and sha256. */
  async isSame(local: LocalPath, remote: RemotePath, signal?: AbortSignal): Promise<boolean> {
    const there = await this.stat(remote);
    const source = await LocalSource.open(local);
    try {
      if (there.type !== 'file' || there.size !== source.size) return false;
      const { sha256 } = await this.stat(remote, true);
      return sha256 === (await source.sha256(signal));
    } finally {
      await source.close();
    }
  }

  /** Gives folders that are there their modes and times, in their order. @throws Failure of the first that cannot have them */
  async setFolders(folders: readonly FolderLook[]): Promise<void> {
    for (const some of bundlesOf(folders))
      await this.#link.persist(async (live) => {
        if (!live.can('set-folders'))
          throw new Failure('unknown-op', 'The session’s agent is too old for that.');
        await live.calls.ask('set-folders', { folders: some }, FileAnswers['set-folders']);
      });
  }

  /** Leaves nothing in the session of a put that failed and could have been gone on with. In good time, or never. */
  async discardPut(local: LocalPath, remote: RemotePath): Promise<void> {
    const source = await LocalSource.open(local).catch(() => null);
    if (source === null) return;
    const key = source.keyFor(remote);
    const job = { source, remote, key, replace: true, progress: () => {}, signal: undefined };
    await discardPut(this.#link, job);
    await source.close();
  }

  /** Leaves nothing here of a get that failed and could have been gone on with. */
  async discardGet(remote: RemotePath, local: string, owner: string | null = null): Promise<void> {
    const part = await LocalPart.open(local, remote, owner).catch(() => null);
    await part?.discard();
  }

  /** Tries to connect at once, if it waits for its next try. */
  retry(): void {
    this.#link.retry();
  }

  /** Closes the connection; transfers that still run fail, and what is there of them stays for a later try. */
  close(): Promise<void> {
    return this.#link.close();
  }

  /** Null: it is not small, or this session's agent is too old. */
  async #putSmall(
    local: LocalPath,
    remote: RemotePath,
    options: TransferOptions,
  ): Promise<Entry | null> {
    const { progress, signal, replace = false } = options;
    const file = await this.#openSlots.use(() => readSmall(local, remote, replace), signal);
    if (file === null) return null;
    const total = file.data.length;
    if (!(await this.#link.persist(async (live) => live.can('put-at-once'), signal))) return null;
    progress?.({ done: 0, total });
    const entry = await this.#small.put(file, signal);
    progress?.({ done: total, total });
    return entry;
  }

  async #put(local: LocalPath, remote: RemotePath, options: TransferOptions): Promise<Entry> {
    const { progress, signal, replace = false } = options;
    const source = await LocalSource.open(local);
    const total = source.size;
    const tell = (done: number) => progress?.({ done, total });
    const key = source.keyFor(remote);
    try {
      return await put(this.#link, { source, remote, key, replace, progress: tell, signal });
    } finally {
      await source.close();
    }
  }

  async #get(remote: RemotePath, local: string, options: TransferOptions) {
    const { progress, signal, replace = false, owner = null, forSpreadsheet = false } = options;
    await refuseTarget(local, replace);
    const part = await LocalPart.open(local, remote, owner);
    const tell = (done: number, total: number) => progress?.({ done, total });
    const fields = { path: Buffer.from(remote).toString('base64') };
    const what = { op: 'get', fields, answer: FileAnswers.get } as const;
    try {
      const found = await get(this.#link, { part, what, progress: tell, signal });
      const { sha256 } = part;
      await part.settle(found, { replace, forSpreadsheet });
      return { size: found.size, sha256 };
    } catch (why) {
      const isKept = why instanceof Failure && KEPT.includes(why.code);
      await (isKept ? part.keep() : part.discard());
      throw why;
    }
  }
}
