/** What is found of what a user dropped. */
import type { Failure } from '../failure';

interface Found {
  /** The path on this computer: bytes, since a name may not be UTF-8. */
  readonly local: Buffer;
  /** The path from what was dropped on, for people. */
  readonly shown: string;
}

/** Something that can be sent. */
interface Sendable extends Found {
  /** The path in the session, relative to the folder that it is dropped on. */
  readonly remote: Uint8Array;
}

/** One file, folder, link, … */
export type LocalItem =
  /** `size` in bytes, `mtimeMs` since 1970 UTC, as they were now: whether it changes while it is sent, the transfer tells. */
  | (Sendable & { readonly kind: 'file'; readonly size: number; readonly mtimeMs: number })
  /** What is in it follows. `mode` permission bits, `mtime` in ms since 1970 UTC. */
  | (Sendable & { readonly kind: 'folder'; readonly mode: number; readonly mtime: number })
  /** Not followed: it may lead out of what was dropped, or round in a circle. */
  | (Found & { readonly kind: 'link' })
  /** A pipe, a socket, a device: to read it may wait for ever. */
  | (Found & { readonly kind: 'other' })
  /** It cannot be looked at, or not be sent under its name. */
  | (Found & { readonly kind: 'refused'; readonly why: Failure });

/** How much has been found so far; `bytes` of the files. */
export interface LocalCounts {
  files: number;
  folders: number;
  links: number;
  others: number;
  refused: number;
  bytes: number;
}
