/** Looks at one thing that a user dropped. */
import { lstat, readdir } from 'node:fs/promises';
import { Failure } from '../failure';
import { locally } from '../sessions/transfers/local-errors';
import type { LocalItem } from './local-item';
import { sessionName } from './session-name';

/** Folders in one another. */
const DEEPEST = 64;

/** Where something is, and under which name it goes. */
export interface Place {
  readonly local: Buffer;
  readonly shown: string;
  readonly name: Buffer;
  /** The folder's path in the session; null for what was dropped itself. */
  readonly above: Uint8Array | null;
  readonly depth: number;
}

/** What was found, and the names in it if it is a folder. */
export interface Looked {
  readonly item: LocalItem;
  readonly inside: readonly Buffer[];
}

/**
 * What is at a place. Whether a file can be read is told when it is sent: to open each of many only for that took as long as
 * sending them. @throws Failure where it cannot be looked at or sent
 */
export function look(place: Place, platform: NodeJS.Platform): Promise<Looked> {
  const { local, shown, above } = place;
  return locally(shown, async () => {
    const status = await lstat(local);
    if (status.isSymbolicLink()) return alone({ kind: 'link', local, shown });
    if (!status.isFile() && !status.isDirectory()) return alone({ kind: 'other', local, shown });
    const name = sessionName(place.name, platform);
    const remote = above === null ? name : Buffer.concat([above, Buffer.from('/'), name]);
    const { size, mtimeMs } = status;
    if (status.isFile()) return alone({ kind: 'file', local, shown, remote, size, mtimeMs });
    const mode = status.mode & 0o7777;
    const mtime = Math.max(0, Math.floor(status.mtimeMs));
    const item = { kind: 'folder', local, shown, remote, mode, mtime } as const;
    return { item, inside: await namesIn(place) };
  });
}

/** As bytes: as text, names that are not UTF-8 would be lost. @throws Failure; errors of the file system */
function namesIn({ local, shown, depth }: Place): Promise<Buffer[]> {
  if (depth <= DEEPEST) return readdir(local, { encoding: 'buffer' });
  throw new Failure(
    'too-deep',
    `More than ${DEEPEST} folders are in one another: ${shown}`,
    'Drop the inner ones by themselves, or pack them first, for example by tar.',
  );
}

function alone(item: LocalItem): Looked {
  return { item, inside: [] };
}

/** What is there, and why it cannot be sent; a defect is thrown. */
export function refused({ local, shown }: Place, why: unknown): Looked {
  if (!(why instanceof Failure)) throw why;
  return alone({ kind: 'refused', local, shown, why });
}
