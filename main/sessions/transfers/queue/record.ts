/** What is kept of a transfer in the profile, so that it goes on after the app was started again. */
import { z } from 'zod';
import { AppError, SessionId } from '../../../../preload/contract';
import { ClashAnswer, TransferId } from '../../../../preload/transfers';

const Time = z.number().int().nonnegative();
const Count = z.number().int().nonnegative();
/** Bytes of a path, in base64. */
const Path = z.base64();

/** A file of which a part may be at the other end: cancelled, nothing of it may be left. */
const Left = z.object({ local: Path, remote: Path });

const common = {
  version: z.literal(1),
  id: TransferId,
  group: TransferId,
  session: SessionId,
  what: z.enum(['file', 'folder']),
  /** As it is shown. */
  name: z.string(),
  /** Bytes that a file had when it was asked for; null: a folder, or not known. */
  size: Count.nullable(),
  askedAt: Time,
  /** What was answered for all, or null. */
  answer: ClashAnswer.nullable(),
  /** The target is chosen, and what is there may be replaced: it was asked, or it is this transfer's own. */
  replace: z.boolean(),
  left: z.array(Left),
  /** How it ended, or null: it is to go on. */
  outcome: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('done'),
        at: Time,
        bytes: Count,
        files: Count,
        skipped: Count,
        notes: z.array(z.string()),
      }),
      z.object({
        kind: z.literal('failed'),
        at: Time,
        error: AppError,
        canRetry: z.boolean(),
        bytes: Count,
        files: Count,
      }),
      /** What is left of it is to be removed. */
      z.object({ kind: z.literal('cancelled'), at: Time }),
    ])
    .nullable(),
};

/** A send has the folder `to` and, once it is chosen, the whole path `target` in the session; a fetch has them here. */
export const TransferRecord = z.discriminatedUnion('direction', [
  z.object({
    ...common,
    direction: z.literal('send'),
    local: z.string(),
    to: Path,
    target: Path.nullable(),
  }),
  z.object({
    ...common,
    direction: z.literal('fetch'),
    remote: Path,
    to: z.string(),
    target: z.string().nullable(),
    /** It is a CSV whose formulas are made text. */
    forSpreadsheet: z.boolean().default(false),
  }),
]);
export type TransferRecord = z.infer<typeof TransferRecord>;
