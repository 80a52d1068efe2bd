/**
 * Names and keeping of part files. One that is written has a name that nobody can guess, or lay a trap at; one that a later
 * try may go on with has a name found by what it is of. Who renames the latter owns it: two never write the same one. An app that
 * is killed renames nothing: what it wrote is found again by the secret of its owner, who knows that nobody else writes it.
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

/**
 * Beside the target: what an earlier try for the same kept, or an empty one. Private until it is whole. `owner`: a secret of who
 * asks, who asks for one target once at a time; null: there is none.
 */
export async function openPart(
  target: string,
  remote: Uint8Array,
  owner: string | null,
): Promise<OpenPart> {
  await sweep(dirname(resolve(target)));
  const key = owner === null ? randomBytes(16).toString('hex') : keyOf(target, remote, owner);
  const path = partPath(target, key);
  await rename(partPath(target, keyOf(target, remote)), path).catch(() => {});
  const file = await takeOver(path);
  if (file !== null) return { path, file };
  await unlink(path).catch(() => {});
  return { path, file: await open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) };
}

/** Writes all of the bytes at the offset: a write may take fewer. */
export async function writeAt({ file }: OpenPart, bytes: Buffer, offset: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, offset + at);
    at += bytesWritten;
  }
}

/** Leaves nothing of it. */
export async function dropPart({ file, path }: OpenPart): Promise<void> {
  await file.close().catch(() => {});
  await unlink(path).catch(() => {});
}

/** Keeps a closed part file for a later try; if it cannot be kept, nothing stays. */
export async function keepPart(path: string, target: string, remote: Uint8Array): Promise<void> {
  await rename(path, partPath(target, keyOf(target, remote))).catch(() =>
    unlink(path).catch(() => {}),
  );
}

/** Where a part file of the target is; `key`: 16 to 32 hexadecimal digits. */
export function partPath(target: string, key: string): string {
  return join(dirname(resolve(target)), `.gamgui-${key}.part`);
}

function keyOf(target: string, remote: Uint8Array, owner = ''): string {
  const hash = createHash('sha256')
    .update(`${owner}${resolve(target)}\0`)
    .update(remote);
  return hash.digest('hex').slice(0, 32);
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
