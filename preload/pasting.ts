/** What is told of a text before it is pasted into a terminal. */
import { z } from 'zod';

/** As many lines are judged; more are not shown either. */
export const MOST_JUDGED = 1_000;
/** A longer line is judged by its beginning. */
export const LONGEST_JUDGED = 4_000;

/** Channels about it. */
export const pastingCalls = {
  /**
   * What each line takes away, in the words that stand behind “This” ("deletes"), or null: nothing. It is the session's agent
   * that judges, by the rule by which it asks before a command runs; null for all: it is too old to.
   */
  'terminal.harms': {
    input: z.object({ lines: z.array(z.string().max(LONGEST_JUDGED)).max(MOST_JUDGED) }).strict(),
    output: z.array(z.string().max(500).nullable()).max(MOST_JUDGED).nullable(),
  },
} as const;
