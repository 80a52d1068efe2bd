/** Walks what a user dropped: each file and folder as it is found, and nothing kept of them. */
import { basename, sep } from 'node:path';
import { Failure } from '../failure';
import type { LocalCounts, LocalItem } from './local-item';
import { type Looked, look, type Place, refused } from './local-look';
import { nameText } from './name-text';

/** Who drops more has dropped a whole disk. */
const MOST = 100_000;
/** So many of a folder are looked at before it is their turn. */
const AHEAD = 16;

/** How a walk is done. */
export interface LocalTreeOptions {
  readonly platform: NodeJS.Platform;
  /** Stops the walk, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** How many items there may be. */
  readonly most?: number;
}

/** One drop. */
export class LocalTree {
  readonly #roots: readonly (string | Buffer)[];
  readonly #options: LocalTreeOptions;
  readonly #counts: LocalCounts = {
    files: 0,
    folders: 0,
    links: 0,
    others: 0,
    refused: 0,
    bytes: 0,
  };

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
      // Separators are ASCII, so bytes may be taken for Latin-1.
      const text = basename(local.toString('latin1'));
      const name = Buffer.from(text, 'latin1');
      const place = { local, name, shown: nameText(name), above: null, depth: 1 };
      if (names.has(text)) yield this.#count(twice(place));
      else yield* this.#walk(place);
      names.add(text);
    }
  }

  async *#walk(place: Place, looked = this.#look(place)): AsyncGenerator<LocalItem> {
    this.#options.signal?.throwIfAborted();
    const { item, inside } = await looked;
    yield this.#count(item);
    if (item.kind !== 'folder') return;
    const below = (name: Buffer): Place => ({
      local: Buffer.concat([place.local, Buffer.from(sep), name]),
      shown: `${place.shown}/${nameText(name)}`,
      name,
      above: item.remote,
      depth: place.depth + 1,
    });
    const ahead: Promise<Looked>[] = [];
    for (const [index, name] of inside.entries()) {
      // One after the other, looking took longer than sending a thousand small files.
      for (const next of inside.slice(index + ahead.length, index + AHEAD))
        ahead.push(this.#look(below(next)));
      yield* this.#walk(below(name), ahead.shift());
    }
  }

  #look(place: Place): Promise<Looked> {
    const looked = look(place, this.#options.platform).catch((why) => refused(place, why));
    // A walk that stops early asks for it no more.
    looked.catch(() => {});
    return looked;
  }

  #count(item: LocalItem): LocalItem {
    const counts = this.#counts;
    if (item.kind === 'refused') counts.refused += 1;
    else counts[`${item.kind}s`] += 1;
    if (item.kind === 'file') counts.bytes += item.size;
    const { most = MOST } = this.#options;
    const { bytes: _, ...found } = counts;
    if (Object.values(found).reduce((sum, count) => sum + count) <= most) return item;
    throw new Failure(
      'too-many',
      `More than ${most.toLocaleString('en')} files and folders were dropped.`,
      'Drop fewer of them, or pack them first, for example by tar.',
    );
  }
}

function twice(place: Place): LocalItem {
  const message = `Two of what was dropped have the same name: ${place.shown}`;
  return refused(place, new Failure('exists', message, 'Drop one after the other.')).item;
}
