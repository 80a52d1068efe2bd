/** What the operations about the journal answer (agent/PROTOCOL.md, The journal), as schemas. */
import { z } from 'zod';
import { Time } from '../../../preload/contract';

const Count = z.number().int().nonnegative();
/** Characters of a line that an agent answers. */
const LINE = 500;

/** Lines of an answer at most. */
export const MOST_FOUND = 500;

/** By operation. */
export const JournalAnswers = {
  journal: z.object({
    start: Count,
    end: Count,
    cap: Count,
    since: Time.nullable(),
    at: Time.nullable(),
  }),
  'journal-search': z.object({
    found: z
      .array(
        z.object({
          offset: Count,
          at: Time.nullable(),
          // A character may be two of JavaScript's.
          text: z.string().max(2 * LINE),
          from: Count,
          to: Count,
          cut: z.boolean(),
        }),
      )
      .max(MOST_FOUND),
    next: Count.nullable(),
    start: Count,
    end: Count,
  }),
  'journal-get': z.object({ size: Count }),
  stop: z.object({}),
} as const;
