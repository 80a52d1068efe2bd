/**
 * Where sockets are. A socket's path has at most 104 bytes (macOS; 108 on Linux), its folder must be private, and nothing may
 * clean it up while sessions run: XDG_RUNTIME_DIR goes when the user logs out, which sessions outlive. So it is in the
 * profile where that is short enough, else below the folder for temporary files.
 */
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../failure';

/** The longest path of such a folder, bytes: leaves room for a session's id (16) and the names in its folder (24). */
export const LONGEST = 104 - 1 - 16 - 1 - 24;

/** Makes the folder if it is not there, and refuses one that others could enter. @throws Failure `run-folder` */
function claim(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const { uid } = userInfo();
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return folder;
  const message = `${folder} is not a folder of yours alone, so sessions cannot have their sockets in it.`;
  throw new Failure(
    'run-folder',
    message,
    `Remove it, or close it to others (chmod 700 ${folder}).`,
  );
}

/** The folder for the sockets of one profile; made if it is not there. @throws Failure `run-folder` */
export function runFolder(profile: string): string {
  const folder = runFolderOf(profile);
  // Named pipes are in no folder.
  return process.platform === 'win32' ? folder : claim(folder);
}

/** Where that folder is, without a look at it. */
export function runFolderOf(profile: string): string {
  const own = join(profile, 'run');
  if (process.platform === 'win32' || Buffer.byteLength(own) <= LONGEST) return own;
  const name = `gamgui-${userInfo().uid}`;
  const temporary = [tmpdir(), '/tmp'].map((folder) => join(folder, name));
  return temporary.find((path) => Buffer.byteLength(path) <= LONGEST) ?? own;
}
