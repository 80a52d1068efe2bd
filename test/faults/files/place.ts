/** The two ends of one round: a folder here, a session's with its real agent, and what is to be in them. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentOf } from './content';
import { FILLER, fill } from './filler';
import { bytesOf } from './items';
import type { Plan } from './plan';
import type { Sessions, There } from './there/there';
import { looksOf, namesHere, type Tree, treeOf, whole } from './tree';
import { Volume } from './volume';

/** What else takes room on a disk: folders, and the pages that files begin. Bytes. */
const ROOM = 2_000_000;

export class Place {
  readonly there: There;
  readonly folder = mkdtempSync(join(tmpdir(), 'gamgui-faults-'));
  readonly here = join(this.folder, 'disk', 'here');
  /** The app's. A full disk may be the one that it is on. */
  readonly profile: string;
  readonly #plan: Plan;
  readonly #volume: Volume | null;
  #isFilled = false;
  /** What the source has held so far, the latest last. */
  readonly #versions: Tree[] = [];

  private constructor(plan: Plan, there: There) {
    this.#plan = plan;
    this.there = there;
    const disk = join(this.folder, 'disk');
    mkdirSync(disk);
    const { kind, chance, items } = plan;
    const total = bytesOf(items);
    const isFullHere = kind === 'disk-full-here';
    this.#volume = isFullHere ? new Volume(disk, total * (0.1 + 0.7 * chance.next())) : null;
    this.profile = join(chance.happens(0.5) ? disk : this.folder, 'profile');
    for (const folder of [this.here, this.profile]) mkdirSync(folder);
    this.#write();
    // Refused at once, or full in the midst of it.
    if (kind === 'disk-full-there' && (chance.happens(0.5) || there.fillUp === null)) {
      this.#isFilled = true;
      fill(there.work, 0.9 * there.limit - total * (0.1 + 0.8 * chance.next()));
    }
  }

  static async make(plan: Plan, sessions: Sessions): Promise<Place> {
    const { kind, items } = plan;
    const there = await sessions.begin({ kind, total: bytesOf(items) });
    return new Place(plan, there);
  }

  /** What the source has held, as the target may have it: under its own names. The latest is last. */
  get versions(): readonly Tree[] {
    return this.#versions.map((tree) => {
      const names = this.#names(tree);
      return new Map([...tree].map(([path, what]) => [names(path), what]));
    });
  }

  get latest(): Tree {
    return this.versions.at(-1) ?? new Map();
  }

  /** What has come. */
  get came(): Tree {
    const tree = new Map(treeOf(this.#target));
    tree.delete(FILLER);
    return tree;
  }

  /** Whether the source's file, whose path is in base64, has come whole. */
  hasCome(path: string): boolean {
    const source = Buffer.from(path, 'base64').toString('latin1');
    return this.#versions.some((tree) => {
      const what = tree.get(source);
      return what !== undefined && this.came.get(this.#names(tree)(source)) === what;
    });
  }

  /** How many files the app has noted to be in their places. */
  get noted(): number {
    const folder = join(this.profile, 'transfers');
    const names = readdirSync(folder).filter((name) => name.endsWith('.done'));
    const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
    return texts.join('').split('\n').length - 1;
  }

  /** Somebody writes to a file of the source. */
  change(path: string): void {
    const file = whole(this.#source, path);
    const { chance } = this.#plan;
    const size = chance.between(1, 200_000);
    const data = contentOf(chance, size, false);
    const how = chance.between(0, 3);
    if (how === 0) appendFileSync(file, data);
    if (how === 1) truncateSync(file, size);
    if (how === 2) writeFileSync(file, data, { flag: 'r+' });
    this.#versions.push(treeOf(this.#source));
  }

  /** Something else takes all the room of the session's disk, unless it has had it from the beginning. */
  fillUp(): void {
    if (!this.#isFilled) this.there.fillUp?.();
  }

  /** The first folder whose mode or time is another than at the source. Null: all are alike. */
  get wrongLook(): string | null {
    const { items, way } = this.#plan;
    const names = this.#names(this.#versions.at(-1) ?? new Map());
    const folders = items.flatMap(({ kind, path }) => (kind === 'folder' ? [path] : []));
    const [from, to] = [looksOf(this.#source, folders), looksOf(this.#target, folders.map(names))];
    const at = from.findIndex((look, index) => look !== to[index]);
    return at < 0 ? null : `a folder looks otherwise after the ${way}: ${from[at]}, then ${to[at]}`;
  }

  /** Somebody makes room. */
  makeRoom(): void {
    if (this.#plan.kind === 'disk-full-there') rmSync(join(this.there.work, FILLER));
    else this.#volume?.resize(3 * bytesOf(this.#plan.items) + ROOM);
  }

  async end(): Promise<void> {
    await this.there.end();
    this.#volume?.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #source(): string {
    return this.#plan.way === 'send' ? this.here : this.there.work;
  }

  get #target(): string {
    return this.#plan.way === 'send' ? this.there.work : this.here;
  }

  #names(tree: Tree): (path: string) => string {
    if (this.#plan.way === 'send') return (path) => path;
    const names = namesHere(tree);
    return (path) => names.get(path) ?? path;
  }

  #write(): void {
    const { items, chance } = this.#plan;
    for (const item of items) {
      const path = whole(this.#source, item.path);
      if (item.kind === 'folder') mkdirSync(path);
      else writeFileSync(path, contentOf(chance, item.size, item.isText));
    }
    this.#versions.push(treeOf(this.#source));
  }
}
