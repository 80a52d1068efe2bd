/**
 * What windows see of files on their way, and what they may ask for. A window asks for its own session's transfers; a path
 * of this computer comes from a drop or a dialog, never from what a session says.
 */
import { z } from 'zod';
import { AppError, SessionId, Time } from './basics';
import { CsvQuestion } from './csv';
import { SessionPath } from './files';

/** A transfer's id: 32 hexadecimal digits, chosen by main, the same after the app was started again. */
export const TransferId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('TransferId');
export type TransferId = z.infer<typeof TransferId>;

const Count = z.number().int().nonnegative();

/** How far it is. Of a folder the totals grow while it is still being looked through (`counting`). */
const TransferAmount = z.object({
  /** Bytes written at the other end. */
  done: Count,
  /** Bytes in all. */
  total: Count,
  files: z.object({ done: Count, total: Count }),
  counting: z.boolean(),
});
export type TransferAmount = z.infer<typeof TransferAmount>;

/** What a person decides where a name is taken: `keep-both` gives the new one a free name. */
export const ClashAnswer = z.enum(['replace', 'keep-both', 'skip']);
export type ClashAnswer = z.infer<typeof ClashAnswer>;

/** Where a transfer stands; each state with what is said of it. */
const TransferState = z.discriminatedUnion('kind', [
  /** Others come first. */
  z.object({ kind: z.literal('waiting') }),
  /** A name is taken: nothing more of it moves until `transfers.answer`. */
  z.object({
    kind: z.literal('asking'),
    /** The taken name, visible characters only. */
    name: z.string(),
    /** What is there. A folder or anything else that is no file cannot be replaced. */
    there: z.enum(['file', 'folder', 'other']),
    amount: TransferAmount,
  }),
  z.object({
    kind: z.literal('moving'),
    amount: TransferAmount,
    /** Bytes in a second, or null: not known yet. */
    speed: z.number().nonnegative().nullable(),
    /** Milliseconds, or null: not known. */
    left: Count.nullable(),
  }),
  /** The link is away; it goes on by itself with what is verified. */
  z.object({
    kind: z.literal('paused'),
    amount: TransferAmount,
    reason: z.string(),
    /** When the link is tried again, or null: when somebody has signed in, or at once. */
    nextTryAt: Time.nullable(),
  }),
  /** The same at both ends, by the receiver's sha256. */
  z.object({
    kind: z.literal('done'),
    amount: TransferAmount,
    /** Names that were skipped, by an answer. */
    skipped: Count,
    /** What was left out and why, for example links: at most 20 sentences. */
    notes: z.array(z.string()),
    at: Time,
  }),
  z.object({
    kind: z.literal('failed'),
    amount: TransferAmount,
    error: AppError,
    /** Whether `transfers.retry` may help; it goes on with what is verified. */
    canRetry: z.boolean(),
    at: Time,
  }),
  /** Nothing of what was on its way is left; whole files of a folder stay. */
  z.object({ kind: z.literal('cancelled'), at: Time }),
]);
export type TransferState = z.infer<typeof TransferState>;

/** One file or folder on its way. */
export const Transfer = z.object({
  id: TransferId,
  session: SessionId,
  /** `send`: from this computer into the session; `fetch`: the other way. */
  direction: z.enum(['send', 'fetch']),
  what: z.enum(['file', 'folder']),
  /** Its name where it comes from, visible characters only. */
  name: z.string(),
  /** The folder that it goes to, visible characters only. */
  to: z.string(),
  /** Of a send: its path in the session, where it is or will be if no name is taken; null where that is not known. */
  at: SessionPath.nullable(),
  /** Of a fetch: what is saved has its formulas as text. */
  forSpreadsheet: z.boolean(),
  /** Transfers that were asked for together have the same: an answer for all counts for them. */
  group: TransferId,
  state: TransferState,
  askedAt: Time,
});
export type Transfer = z.infer<typeof Transfer>;

/** A path of this computer, from the root. */
const LocalPath = z
  .string()
  .min(1)
  .max(32_767)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, 'it is no whole path');
/** The most that can be asked for at once. */
export const MOST_AT_ONCE = 1_000;
const Nothing = z.undefined();
const NoAnswer = z.void();
const One = z.object({ id: TransferId }).strict();

/** Channels about the transfers of the calling terminal window's session. */
export const transferCalls = {
  /** Those under way, and the last of those that are over; the oldest first. */
  'transfers.list': { input: Nothing, output: z.array(Transfer) },
  /**
   * Sends files and folders that were dropped or pasted into a folder of the session. The preload takes the paths from File
   * objects, which a page has only of what a person gave it; the page itself cannot call it. Answers with what was asked
   * for together, or, where CSV files have something to look at, with a question: then nothing is sent before `csv.send`.
   */
  'transfers.send': {
    input: z
      .object({ paths: z.array(LocalPath).min(1).max(MOST_AT_ONCE), to: SessionPath })
      .strict(),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('sent'), group: TransferId }),
      z.object({ kind: z.literal('asks'), question: CsvQuestion }),
    ]),
  },
  /**
   * Fetches files and folders, to the folder for downloads or to a place that main's dialog asks for: a name for one file, a
   * folder for anything else. `leaving` is what is said where their names tell of credentials or personal data, else null.
   */
  'transfers.fetch': {
    input: z
      .object({
        paths: z.array(SessionPath).min(1).max(MOST_AT_ONCE),
        to: z.enum(['downloads', 'ask']),
        /** Whether it is one file. */
        single: z.boolean(),
        /** They are CSV files that a spreadsheet will open: what it would take for a formula is saved as text. */
        forSpreadsheet: z.boolean().default(false),
      })
      .strict(),
    output: z.object({ leaving: z.string().nullable() }),
  },
  /** Of one that asks; `forAll`: also for what else it and its group come to ask. */
  'transfers.answer': {
    input: z.object({ id: TransferId, answer: ClashAnswer, forAll: z.boolean() }).strict(),
    output: NoAnswer,
  },
  /** Of one that is over nothing happens. */
  'transfers.cancel': { input: One, output: NoAnswer },
  /** Of one that failed; one that is paused tries the link at once. */
  'transfers.retry': { input: One, output: NoAnswer },
  /** Takes what is over off the list: one, or all where `id` is null. */
  'transfers.forget': {
    input: z.object({ id: TransferId.nullable() }).strict(),
    output: NoAnswer,
  },
  /** Shows what was fetched in the file manager of this computer. */
  'transfers.show': { input: One, output: NoAnswer },
} as const;

/** What main tells the session's window: the whole list, at most four times a second. */
export const transferPushes = { 'transfers.changed': z.array(Transfer) } as const;
