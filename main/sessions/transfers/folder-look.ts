/** Modes and times of folders on their way to a session. Pure. */

/** What a folder is to look like when all is in it. */
export interface FolderLook {
  /** In the session, relative to its working folder: bytes. */
  readonly remote: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970 UTC. */
  readonly mtime: number;
}

/** What the agent takes in one CALL, and how many bytes of paths fit in its frame. */
const MOST_FOLDERS = 256;
const MOST_PATHS = 524_288;

/** The folders as `set-folders` declares them, so many in one CALL. */
export function* bundlesOf(folders: readonly FolderLook[]): Generator<object[]> {
  let bundle: object[] = [];
  let bytes = 0;
  for (const { remote, mode, mtime } of folders) {
    const isFull = bundle.length === MOST_FOLDERS || bytes + remote.length > MOST_PATHS;
    if (isFull && bundle.length > 0) {
      yield bundle;
      [bundle, bytes] = [[], 0];
    }
    bundle.push({ path: Buffer.from(remote).toString('base64'), mode, mtime });
    bytes += remote.length;
  }
  if (bundle.length > 0) yield bundle;
}
