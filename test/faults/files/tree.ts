/** What is in a folder, and what is wrong with it. Paths are bytes as Latin-1, so that no name is changed by looking at it. */
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { localFiles } from '../../../main/sessions/transfers/moves/local-files';

/** What a file holds, by its sha256 in hexadecimal, or a folder. */
export type Tree = ReadonlyMap<string, string>;
export const FOLDER = 'folder';

const PART = /(^|\/)\.gamgui-[0-9a-f]{16,32}\.part$/;

/** All that is in the folder. */
export function treeOf(folder: string): Tree {
  const tree = new Map<string, string>();
  const look = (path: string) => {
    const entries: Dirent<Buffer>[] = readdirSync(whole(folder, path), {
      encoding: 'buffer',
      withFileTypes: true,
    });
    for (const entry of entries) {
      const below = `${path}${path && '/'}${entry.name.toString('latin1')}`;
      tree.set(below, entry.isDirectory() ? FOLDER : sha256Of(whole(folder, below)));
      if (entry.isDirectory()) look(below);
    }
  };
  look('');
  return tree;
}

/** Modes and times of folders below one, as one can compare them. */
export function looksOf(folder: string, paths: readonly string[]): string[] {
  return paths.map((path) => {
    const { mode, mtimeMs } = statSync(whole(folder, path));
    return `${(mode & 0o777).toString(8)} ${Math.floor(mtimeMs)}`;
  });
}

/** The path as the system takes it. */
export function whole(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
}

/** Files on their way, which have no name yet. */
export function partsIn(tree: Tree): string[] {
  return [...tree.keys()].filter((path) => PART.test(path));
}

/** The first thing that has a name and must not be there: each file must be one of the `versions` whole. Null: nothing. */
export function wrongIn(tree: Tree, versions: readonly Tree[]): string | null {
  for (const [path, what] of tree) {
    if (PART.test(path) || versions.some((version) => version.get(path) === what)) continue;
    const isKnown = versions.some((version) => version.has(path));
    return isKnown ? `wrong content: ${shown(path)}` : `nobody sent this: ${shown(path)}`;
  }
  return null;
}

/** The first thing that is not there. Null: all is. */
export function missingIn(tree: Tree, wanted: Tree): string | null {
  for (const [path, what] of wanted)
    if (tree.get(path) !== what) return `missing or other: ${shown(path)}`;
  return null;
}

/** The paths in the tree, each with the path that this computer gives to a session's file. */
export function namesHere(tree: Tree): ReadonlyMap<string, string> {
  const here = new Map([['', '']]);
  const namers = new Map<string, (name: Uint8Array) => string>();
  // By their bytes, as a session lists them; a folder comes before what is in it.
  for (const path of [...tree.keys()].sort(byBytes)) {
    const at = path.lastIndexOf('/');
    const above = path.slice(0, Math.max(0, at));
    const namer = namers.get(above) ?? localFiles.names([]);
    namers.set(above, namer);
    const folder = here.get(above) ?? '';
    const name = namer(Buffer.from(path.slice(at + 1), 'latin1'));
    here.set(path, `${folder}${folder && '/'}${Buffer.from(name).toString('latin1')}`);
  }
  return here;
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
}

function sha256Of(path: Buffer): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function shown(path: string): string {
  return JSON.stringify(Buffer.from(path, 'latin1').toString());
}
