/** What a terminal window sees of the output that its session keeps, and what it may ask for. Offsets and sizes are bytes. */
import { z } from 'zod';
import { Time } from './basics';

const Count = z.number().int().nonnegative();
const Nothing = z.undefined();
const NoAnswer = z.void();

/** What is kept of a session's output: the bytes `start` to `end`; those before are gone. */
export const JournalRange = z.object({
  start: Count,
  end: Count,
  /** The most that is kept. */
  cap: Count,
  /** When the first kept byte came, or null: not known. */
  since: Time.nullable(),
  /** When the byte that was asked for came, or null: it is not there, or that is not known. */
  at: Time.nullable(),
});
export type JournalRange = z.infer<typeof JournalRange>;

/** What is searched for. */
export const JournalQuery = z
  .object({
    text: z.string().min(1).max(1000),
    /** Whether `text` is a regular expression, as Python has them. */
    regex: z.boolean(),
    /** Whether large and small letters differ. */
    cases: z.boolean(),
  })
  .strict();
export type JournalQuery = z.infer<typeof JournalQuery>;

/** A line that was found, with visible characters only: what stands before the match, the match, and what follows. */
export const JournalLine = z.object({
  offset: Count,
  at: Time.nullable(),
  before: z.string(),
  match: z.string(),
  after: z.string(),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** Lines found so far, the newest first; `next`: where the search goes on, or null: all has been looked through. */
export const JournalFound = z.object({
  lines: z.array(JournalLine),
  next: Count.nullable(),
  start: Count,
  end: Count,
});
export type JournalFound = z.infer<typeof JournalFound>;

/** `text`: as it stood on the screen, line by line. `asciicast`: a recording with its times, for asciinema's players. */
export const ExportFormat = z.enum(['text', 'asciicast']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** A written export. */
export const Exported = z.object({
  /** The file's name, visible characters only. */
  name: z.string(),
  /** Bytes of output that are in it, and how many before them are gone from the session. */
  bytes: Count,
  missing: Count,
});
export type Exported = z.infer<typeof Exported>;

/** Channels about the output of the calling terminal window's session. */
export const journalCalls = {
  /** What is kept, and when the byte at `offset` came. */
  'journal.about': {
    input: z.object({ offset: Count.nullable() }).strict(),
    output: JournalRange,
  },
  /** A part of a search, which ends by not being asked for any more; `before`: the `next` of the part before, or null. */
  'journal.search': {
    input: JournalQuery.extend({ before: Count.nullable() }).strict(),
    output: JournalFound,
  },
  /** The lines around the one that begins at `offset`, in their order. */
  'journal.lines': {
    input: z.object({ offset: Count }).strict(),
    output: z.array(JournalLine),
  },
  /** Asks where to, and writes all that is kept; null: nowhere, or it was cancelled. */
  'journal.export': {
    input: z.object({ format: ExportFormat }).strict(),
    output: Exported.nullable(),
  },
  /** Gives up the export under way: nothing is left of it. */
  'journal.cancelExport': { input: Nothing, output: NoAnswer },
  /** Shows the last export in the file manager of this computer. */
  'journal.show': { input: Nothing, output: NoAnswer },
} as const;

/** What main tells the window that exports: how far it is, four times a second at most. */
export const journalPushes = {
  'journal.exporting': z.object({ done: Count, total: Count }),
} as const;
