/** A small file that is sent: in memory as a whole. */
import { createHash } from 'node:crypto';
import { type LocalPath, LocalSource } from './local-source';

/** Bytes up to which a file is small: sent again as a whole it costs no more than its round trips would. */
const SMALL = 65_536;

/** A file's whole content, and how it is to be there. */
export interface SmallFile {
  readonly remote: Uint8Array;
  readonly data: Buffer;
  /** Permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970 UTC. */
  readonly mtime: number;
  /** Of `data`, in hexadecimal. */
  readonly sha256: string;
  readonly replace: boolean;
}

/** Null: it is not small. @throws Failure `changed`, … */
export async function readSmall(
  local: LocalPath,
  remote: Uint8Array,
  replace: boolean,
): Promise<SmallFile | null> {
  const source = await LocalSource.open(local);
  try {
    if (source.size > SMALL) return null;
    const pieces: Buffer[] = [];
    await source.read(0, source.size, (piece) => void pieces.push(piece));
    await source.mustBeUnchanged();
    const data = Buffer.concat(pieces);
    const sha256 = createHash('sha256').update(data).digest('hex');
    const { mode, mtime } = source;
    return { remote, data, mode, mtime, sha256, replace };
  } finally {
    await source.close();
  }
}

/** The file as `put-at-once` declares it. */
export function declared({ remote, data, mode, mtime, sha256, replace }: SmallFile) {
  const path = Buffer.from(remote).toString('base64');
  return { path, length: data.length, mode, mtime, sha256, replace };
}
