/**
 * What a terminal window sees of its session's files, and what it may ask for. Names and paths are bytes, in base64; the
 * text beside a name is for reading only. A folder is listed page by page and then followed by `files.changes`.
 */
import { z } from 'zod';

/** As long as a path of Linux, in bytes. */
const PATH_MAX = 4096;
const Count = z.number().int().nonnegative();
const Nothing = z.undefined();
const NoAnswer = z.void();

/** A path in a session, relative to its working folder, which is the empty one. */
export const SessionPath = z
  .base64()
  .max(4 * Math.ceil(PATH_MAX / 3))
  .brand('SessionPath');
export type SessionPath = z.infer<typeof SessionPath>;

/** One name in a folder of a session. */
export const SessionName = z
  .base64()
  .max(4 * Math.ceil(PATH_MAX / 3))
  .brand('SessionName');
export type SessionName = z.infer<typeof SessionName>;

/** Something in a folder. Links are shown, never followed. */
export const FileEntry = z.object({
  name: SessionName,
  /** The name as it is shown: what is no UTF-8, cannot be seen or turns directions is escaped. */
  text: z.string(),
  type: z.enum(['file', 'folder', 'link', 'other']),
  /** Bytes. */
  size: Count,
  /** Milliseconds since 1970, by the session's clock. */
  mtime: Count,
});
export type FileEntry = z.infer<typeof FileEntry>;

/** Up to 1,000 entries by the bytes of their names, and whether there are more after them. */
export const FilePage = z.object({ entries: z.array(FileEntry), more: z.boolean() });
export type FilePage = z.infer<typeof FilePage>;

/** What became of a folder: entries that are new or changed, names that are gone, or that it must be listed anew. */
export const FolderNews = z.object({
  entries: z.array(FileEntry),
  gone: z.array(SessionName),
  again: z.boolean(),
});
export type FolderNews = z.infer<typeof FolderNews>;

/** A file or folder that was found, with its path from the working folder. */
export const FoundFile = FileEntry.extend({
  path: SessionPath,
  /** The folder it is in, as it is shown; empty is the searched one. */
  folder: z.string(),
});
export type FoundFile = z.infer<typeof FoundFile>;

/** What was found; `more`: not all. */
export const Found = z.object({ found: z.array(FoundFile), more: z.boolean() });
export type Found = z.infer<typeof Found>;

/** The beginning of a file, to be read. */
export const Peek = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']),
    /** Whether the file goes on behind it. */
    cut: z.boolean(),
    size: Count,
  }),
  z.object({ kind: z.literal('binary'), size: Count }),
]);
export type Peek = z.infer<typeof Peek>;

/** Rows of a CSV file: those with `text` in the column (null: in any), by the column `sort` (null: as in the file). */
export const TableWanted = z
  .object({
    path: SessionPath,
    /** The first row, of those that are chosen, from 0. */
    first: Count,
    count: z.number().int().min(1).max(500),
    text: z.string().max(200),
    column: Count.nullable(),
    sort: Count.nullable(),
    /** From the last to the first. */
    down: z.boolean(),
    /** The file is to be opened anew, as it is now. */
    fresh: z.boolean(),
  })
  .strict();
export type TableWanted = z.infer<typeof TableWanted>;

/** What is known by now of the rows that were asked for. */
export const TableRows = z.object({
  columns: z.array(z.string()),
  /** `row` is its number in the file, from 1 below the header. There may be fewer than were asked for: ask for the rest. */
  rows: z.array(z.object({ row: Count, cells: z.array(z.string()) })),
  /** Rows that are chosen, so far; final if `done`. */
  count: Count,
  done: z.boolean(),
  /** More than a million were found: no more are looked for. */
  full: z.boolean(),
  /** Rows of the file, so far. */
  total: Count,
  delimiter: z.string(),
  encoding: z.string(),
  /** Whether the file has changed since it was opened. */
  changed: z.boolean(),
  /** Why the file cannot be read further, or null. */
  problem: z.string().nullable(),
});
export type TableRows = z.infer<typeof TableRows>;

/** More rows than this are not sorted (agent/gamgui_agent/files/table/scan.py). */
export const MOST_SORTED = 100_000;

const One = z.object({ path: SessionPath }).strict();

/** Channels about the files of the calling terminal window's session. */
export const fileCalls = {
  /** The next page of a folder, after a name; null: the first. */
  'files.list': {
    input: z.object({ path: SessionPath, after: SessionName.nullable() }).strict(),
    output: FilePage,
  },
  /** Waits for the folder's next change. One folder a window: another call ends the one that waits with `again`. */
  'files.changes': { input: One, output: FolderNews },
  /** A new empty folder. */
  'files.newFolder': { input: One, output: FileEntry },
  /** Another name in the same folder, UTF-8; never replaces. */
  'files.rename': {
    input: z.object({ path: SessionPath, name: z.string().min(1).max(255) }).strict(),
    output: FileEntry,
  },
  /** For good, a folder with all that is in it. The window has asked before. */
  'files.remove': { input: One, output: NoAnswer },
  /** Finds by a part of the name, in a folder and below it. */
  'files.search': {
    input: z.object({ path: SessionPath, text: z.string().min(1).max(200) }).strict(),
    output: Found,
  },
  'files.peek': { input: One, output: Peek },
  'files.table': { input: TableWanted, output: TableRows },
  /** Nobody looks at the table any more. */
  'files.leaveTable': { input: Nothing, output: NoAnswer },
  /** Nobody looks at files any more: the connection is closed until the next call. */
  'files.close': { input: Nothing, output: NoAnswer },
} as const;
