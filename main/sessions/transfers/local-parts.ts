/**
 * Names and keeping of part files. One that is written has a random name, which nobody can lay a trap at; one that a later
 * try may go on with has a name found by what it is of. Who renames the latter owns it: two never write the same one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const PART = /^\.gamgui-[0-9a-f]{16,32}\.part$/;
/** One nobody has come back to for so long is removed. Milliseconds. */
const FORGOTTEN_MS = 24 * 3_600_000;

// Windows has none of the last two.
const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** An open part file. */
export interface OpenPart {
  readonly path: string;
  readonly file: FileHandle;
}

/** Beside the target: what an earlier try for the same kept, or an empty one. Private until it is whole. */
export async function openPart(target: string, remote: Uint8Array): Promise<OpenPart> {
  const folder = dirname(resolve(target));
  await sweep(folder);
  const path = join(folder, `.gamgui-${randomBytes(16).toString('hex')}.part`);
  try {
    await rename(keptPath(target, remote), path);
    const file = await takeOver(path);
    if (file !== null) return { path, file };
    await unlink(path);
  } catch {
    // There is none, or it is not ours.
  }
  return { path, file: await open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) };
}

/** Keeps a closed part file for a later try; if it cannot be kept, nothing stays. */
export async function keepPart(path: string, target: string, remote: Uint8Array): Promise<void> {
  await rename(path, keptPath(target, remote)).catch(() => unlink(path).catch(() => {}));
}

function keptPath(target: string, remote: Uint8Array): string {
  const key = createHash('sha256')
    .update(`${resolve(target)}\0`)
    .update(remote)
    .digest('hex');
  return join(dirname(resolve(target)), `.gamgui-${key.slice(0, 32)}.part`);
}

/** Null if it is anything but this user's own plain file. */
async function takeOver(path: string): Promise<FileHandle | null> {
  const file = await open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (file === null) return null;
  const status = await file.stat();
  const own = process.getuid === undefined || status.uid === process.getuid();
  if (own && status.nlink === 1 && status.isFile()) {
    await file.chmod(0o600);
    return file;
  }
  await file.close();
  return null;
}

/** Folders that have been swept, once each. */
const swept = new Set<string>();

/** Removes part files that nobody has come back to; also those that a crash left. */
async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const oldest = Date.now() - FORGOTTEN_MS;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!PART.test(name)) continue;
    const path = join(folder, name);
    const status = await lstat(path).catch(() => null);
    if (status?.isFile() && status.ctimeMs < oldest) await unlink(path).catch(() => {});
  }
}
