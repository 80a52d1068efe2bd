/** Asks a session which rows of a job failed, and has it write them into a file (agent/PROTOCOL.md, Rows that failed). */
import { z } from 'zod';
import { type FailedGroup, FailedRows, MOST_FAILED_SHOWN } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Failure } from '../../failure';
import type { Parts } from '../link/connect';
import { FilesLink } from '../transfers/files-link';

/** Groups of rows, by what they have in common. */
export type Groups = readonly Pick<FailedGroup, 'code' | 'reason'>[];

const Name = z.base64().transform((text) => Buffer.from(text, 'base64'));
/** The longest command that is put at a prompt; a terminal takes more, a person reads less. */
const LONGEST_LINE = 16_384;

const Wrote = z.object({
  /** From the session's working folder; null: it is outside. */
  path: Name.nullable(),
  name: Name,
  rows: z.number().int().nonnegative(),
  /** The command with that file, as a shell reads it; null: it cannot be typed. */
  line: z.string().max(LONGEST_LINE).nullable(),
  /** Whether the line is whole; else its secrets are masked. */
  complete: z.boolean(),
});
/** A file of rows that the session has written. */
export type Wrote = z.output<typeof Wrote>;

/** Which rows failed and why, and the first of them. @throws Failure `not-found`, `changed`, `old-agent` */
export async function failedRows(connection: Parts, job: string): Promise<FailedRows> {
  const fields = { job, first: 0, count: MOST_FAILED_SHOWN };
  const schema = FailedRows.extend({ file: Name });
  const { file, ...found } = await ask(connection, 'failed-rows', fields, schema);
  return { ...found, file: visible(file.toString('utf8')) };
}

/**
 * Writes those of `groups` into a new file beside the one that they are from. `elsewhere`: the command is for another session,
 * in whose working folder the file will be. @throws Failure, as above, `disk-full`
 */
export function writeFailedRows(
  connection: Parts,
  job: string,
  groups: Groups,
  elsewhere = false,
): Promise<Wrote> {
  return ask(connection, 'failed-rows-write', { job, groups, elsewhere }, Wrote);
}

async function ask<S extends z.ZodType>(
  connection: Parts,
  op: string,
  fields: Record<string, unknown>,
  schema: S,
): Promise<z.output<S>> {
  const link = new FilesLink(connection);
  try {
    return await link.persist((live) => {
      if (live.can('failed-rows')) return live.calls.ask(op, fields, schema);
      throw new Failure(
        'old-agent',
        'Which rows failed is not known: the session’s agent is older than the app',
        'Start a new session',
      );
    });
  } finally {
    await link.close();
  }
}
