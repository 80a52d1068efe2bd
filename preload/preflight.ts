/**
 * What a terminal window asks when CSV files that are to be sent have something to look at. It names a question, never a path:
 * paths stay in main, which has them from the preload.
 */
import { z } from 'zod';
import { CsvEncoding, CsvMend, CsvQuestion, CsvQuestionId, CsvReport } from './csv';
import { MOST_AT_ONCE, TransferId } from './transfers';

const count = z.number().int().nonnegative();

/** A fixed copy that was made: its rows without the headers, and those of the file that it has not. */
export const CsvCopy = z.object({
  /** Visible characters only. */
  name: z.string(),
  rows: count,
  leftOut: count,
});
export type CsvCopy = z.infer<typeof CsvCopy>;

/** Channels about files of the calling terminal window that are to be sent. */
export const preflightCalls = {
  /** Looks again at one of them, whose encoding a person says. @throws `gone`, `cancelled` */
  'csv.look': {
    input: z.object({ id: CsvQuestionId, file: count, encoding: CsvEncoding }).strict(),
    output: CsvReport,
  },
  /**
   * Sends what was given: of each file in `copies` the fixed copy instead, all others as they are. Of files that are on their way
   * already only the copies. Nothing is sent when a copy fails. @throws `gone`, `changed`, `unreadable`, `disk-full`, `cancelled`
   */
  'csv.send': {
    input: z
      .object({
        id: CsvQuestionId,
        copies: z
          .array(z.object({ file: count, mends: z.array(CsvMend).max(20) }).strict())
          .max(MOST_AT_ONCE),
      })
      .strict(),
    output: z.object({ group: TransferId, copies: z.array(CsvCopy) }),
  },
  /** Sends nothing, and forgets the question. */
  'csv.drop': { input: z.object({ id: CsvQuestionId }).strict(), output: z.void() },
} as const;

/** What main tells the window: of its question another file was looked at, or something was found when the files were on their way. */
export const preflightPushes = { 'csv.changed': CsvQuestion } as const;
