/** Entries of a session as windows see them. */
import {
  type FileEntry,
  type FoundFile,
  SessionName,
  SessionPath,
} from '../../../preload/contract';
import { Failure } from '../../failure';
import type { Entry } from '../wire/file-answers';
import { nameText } from './name-text';

/** A name in base64. @throws Failure `bad-frame` */
export function nameOf(bytes: Uint8Array): SessionName {
  const name = SessionName.safeParse(Buffer.from(bytes).toString('base64'));
  if (name.success) return name.data;
  throw new Failure('bad-frame', 'The session told of a name that is longer than any can be');
}

/** The bytes of a path. */
export function pathBytes(path: SessionPath): Uint8Array {
  return Buffer.from(path, 'base64');
}

/** An entry with its name as text beside it. */
export function shown({ name, type, size, mtime }: Entry): FileEntry {
  return { name: nameOf(name), text: nameText(name), type, size, mtime };
}

/** What was found below a folder, with its path from the working folder. */
export function foundOf(
  entry: Entry & { readonly path: Uint8Array },
  below: SessionPath,
): FoundFile {
  const base = pathBytes(below);
  const path = base.length === 0 ? entry.path : Buffer.concat([base, Buffer.from('/'), entry.path]);
  const folder = entry.path.subarray(0, Math.max(0, entry.path.lastIndexOf(0x2f)));
  return {
    ...shown(entry),
    path: SessionPath.parse(Buffer.from(path).toString('base64')),
    folder: nameText(folder),
  };
}
