/** Walks what a user dropped: each file and folder as it is found, nothing held but the folders on the way to it. */
import { constants, type Dir } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { Failure } from '../failure';
import { locally } from '../sessions/transfers/local-errors';
import type { LocalCounts, LocalItem } from './local-item';
import { nameText } from './name-text';
import { sessionName } from './session-name';

/** Who drops more has dropped a whole disk. */
const MOST = 100_000;
/** Folders in one another; each of them is open while it is walked. */
const DEEPEST = 64;

// Windows has none of the last two.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** Where something is, and under which name it goes. */
interface Place {
  readonly local: Buffer;
  readonly shown: string;
  readonly name: Buffer;
  /** The folder's path in the session; null for what was dropped itself. */
  readonly above: Uint8Array | null;
  readonly depth: number;
}

export interface LocalTreeOptions {
  readonly platform: NodeJS.Platform;
  /** Stops the walk, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** How many items there may be. */
  readonly most?: number;
}

export class LocalTree {
  readonly #roots: readonly (string | Buffer)[];
  readonly #options: LocalTreeOptions;
  readonly #counts: LocalCounts = zero();

  /** `roots`: absolute paths of what was dropped, in one drop. */
  constructor(roots: readonly (string | Buffer)[], options: LocalTreeOptions) {
    this.#roots = roots;
    this.#options = options;
  }

  /** What the walk has found so far. */
  get counts(): Readonly<LocalCounts> {
    return this.#counts;
  }

  /** Everything, a folder before what is in it; to be walked once. @throws Failure `too-many`; the signal's reason */
  async *items(): AsyncGenerator<LocalItem> {
    const names = new Set<string>();
    for (const root of this.#roots) {
      const local = Buffer.from(root);
      // ASCII alone separates, so bytes may be taken for Latin-1.
      const name = Buffer.from(basename(local.toString('latin1')), 'latin1');
      const place = { local, name, shown: nameText(name), above: null, depth: 1 };
      if (names.has(name.toString('latin1'))) yield this.#told(twice(place));
      else yield* this.#walk(place);
      names.add(name.toString('latin1'));
    }
  }

  async *#walk(place: Place): AsyncGenerator<LocalItem> {
    this.#options.signal?.throwIfAborted();
    let item: LocalItem;
    let folder: Dir | null = null;
    try {
      item = await locally(place.shown, () => look(place, this.#options.platform));
      if (item.kind === 'folder') folder = await openFolder(place);
    } catch (why) {
      item = refused(place, why);
    }
    try {
      yield this.#told(item);
      if (folder !== null && item.kind === 'folder')
        yield* this.#inside(folder, place, item.remote);
    } finally {
      await folder?.close();
    }
  }

  async *#inside(folder: Dir, place: Place, above: Uint8Array): AsyncGenerator<LocalItem> {
    for (;;) {
      const name = await nextName(folder, place.shown).catch((why) => refused(place, why));
      if (name === null) return;
      if (!Buffer.isBuffer(name)) return yield this.#told(name);
      yield* this.#walk({
        local: Buffer.concat([place.local, Buffer.from(sep), name]),
        shown: `${place.shown}/${nameText(name)}`,
        name,
        above,
        depth: place.depth + 1,
      });
    }
  }

  #told(item: LocalItem): LocalItem {
    const counts = this.#counts;
    if (item.kind === 'refused') counts.refused += 1;
    else counts[`${item.kind}s`] += 1;
    if (item.kind === 'file') counts.bytes += item.size;
    const { most = MOST } = this.#options;
    if (total(counts) <= most) return item;
    throw new Failure(
      'too-many',
      `More than ${most.toLocaleString('en')} files and folders were dropped.`,
      'Drop fewer of them, or pack them first, for example by tar.',
    );
  }
}

function zero(): LocalCounts {
  return { files: 0, folders: 0, links: 0, others: 0, refused: 0, bytes: 0 };
}

function total({ files, folders, links, others, refused }: LocalCounts): number {
  return files + folders + links + others + refused;
}

/** @throws Failure; errors of the file system */
async function look(place: Place, platform: NodeJS.Platform): Promise<LocalItem> {
  const { local, shown } = place;
  const status = await lstat(local);
  if (status.isSymbolicLink()) return { kind: 'link', local, shown };
  if (!status.isFile() && !status.isDirectory()) return { kind: 'other', local, shown };
  const name = sessionName(place.name, platform);
  const remote = place.above === null ? name : Buffer.concat([place.above, Buffer.from('/'), name]);
  if (status.isDirectory()) return { kind: 'folder', local, shown, remote };
  return { kind: 'file', local, shown, remote, size: await readableSize(local) };
}

/** Opens it, since only that tells whether it can be read. */
async function readableSize(local: Buffer): Promise<number> {
  const file = await open(local, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** @throws Failure */
function openFolder({ local, shown, depth }: Place): Promise<Dir> {
  if (depth > DEEPEST)
    throw new Failure(
      'too-deep',
      `More than ${DEEPEST} folders are in one another: ${shown}`,
      'Drop the inner ones by themselves, or pack them first, for example by tar.',
    );
  return locally(shown, () => opendir(local, { encoding: 'buffer' }));
}

/** Null at the end. @throws Failure */
async function nextName(folder: Dir, shown: string): Promise<Buffer | null> {
  const entry = await locally(shown, () => folder.read());
  // It has bytes, as its folder was opened for them, whatever its type says.
  return entry === null ? null : Buffer.from(entry.name);
}

function refused({ local, shown }: Place, why: unknown): LocalItem {
  if (!(why instanceof Failure)) throw why;
  return { kind: 'refused', local, shown, why };
}

function twice(place: Place): LocalItem {
  const message = `Two of what was dropped have the same name: ${place.shown}`;
  return refused(place, new Failure('exists', message, 'Drop one after the other.'));
}
