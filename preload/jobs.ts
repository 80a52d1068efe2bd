/** What windows see of the runs of GAM in sessions, and what they may ask about the rows of those that failed. */
import { z } from 'zod';
import { Exit, SessionId, Time } from './basics';

/** One run of `gam`, or one command of the command line, as the agent reports it (agent/PROTOCOL.md, Job). */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['gam', 'command']),
  /** Secrets are masked by the agent. */
  argv: z.array(z.string()),
  startedAt: Time,
  endedAt: Time.nullable(),
  exit: Exit.nullable(),
  /** Rows of a bulk job, or null where they cannot be counted. */
  rows: z
    .object({
      /** Rows that ended, those that failed among them. */
      done: z.number().int(),
      failed: z.number().int(),
      total: z.number().int().nullable(),
    })
    .nullable(),
  parent: z.string().nullable(),
  /** What GAM says of how far it is while it runs: of `total`, if it knows, and what it counts, or nothing. */
  progress: z
    .object({
      done: z.number().int().nonnegative(),
      total: z.number().int().positive().nullable(),
      what: z.string().max(100),
    })
    .optional(),
  /** How many bytes the terminal had printed when it began there. */
  output: z.number().int().nonnegative().optional(),
  /** Why it was killed, where its session knows. */
  cause: z.enum(['out-of-memory']).optional().catch(undefined),
  /** The last error that GAM told of before it failed: words of a session, its secrets masked by the agent. */
  said: z.string().max(2_000).optional().catch(undefined),
});
export type Job = z.infer<typeof Job>;

/** As many jobs of a session are kept: those that an agent tells of. */
export const MOST_JOBS = 100;

/** The last jobs of one session, the oldest first. */
export const JobsOf = z.object({ session: SessionId, jobs: z.array(Job) });
export type JobsOf = z.infer<typeof JobsOf>;

const Count = z.number().int().nonnegative();
/** Words of a session, which may be anything: bounded here, shown through `visible`. */
const Words = z.string().max(2_000);

/** Rows that failed for the same reason: in GAM's own words, or null where only its exit code is known. */
export const FailedGroup = z.object({ code: Count, reason: Words.nullable(), rows: Count });
export type FailedGroup = z.infer<typeof FailedGroup>;

/** The most groups that are told of. */
const MOST_GROUPS = 100;
/** The most rows that are shown of a job. */
export const MOST_FAILED_SHOWN = 200;

/** Which rows of a job failed and why. */
export const FailedRows = z.object({
  /** The name of the file that they are from, visible characters only. */
  file: Words,
  /** Rows that failed, and those of them that were found in the file; the others cannot be run again. */
  failed: Count,
  found: Count,
  /** The first columns; none of a batch file. */
  columns: z.array(Words).max(20),
  groups: z.array(FailedGroup).max(MOST_GROUPS),
  /** The first ones, without secrets. `row` counts from 1 below the header. */
  rows: z
    .array(
      z.object({
        row: Count,
        cells: z.array(Words).max(20),
        code: Count,
        reason: Words.nullable(),
      }),
    )
    .max(MOST_FAILED_SHOWN),
});
export type FailedRows = z.infer<typeof FailedRows>;

const JobId = z.string().regex(/^[0-9a-f]{16,32}$/);
const One = { session: SessionId, job: JobId };
/** The groups that are wanted. */
const Groups = z
  .array(FailedGroup.pick({ code: true, reason: true }).strict())
  .min(1)
  .max(MOST_GROUPS);
const Nothing = z.undefined();
const NoAnswer = z.void();

/** Channels about jobs. A terminal window asks for its own session's alone. */
export const jobCalls = {
  /** The jobs of all sessions; the window is told of changes from then on, until `jobs.leave`. */
  'jobs.list': { input: Nothing, output: z.array(JobsOf) },
  'jobs.leave': { input: Nothing, output: NoAnswer },
  /** The offsets of the output at which the jobs of this terminal window's session began to print; none of any other window. */
  'jobs.outputs': { input: Nothing, output: z.array(Count) },
  /** Which rows of a bulk job failed, and why. */
  'jobs.failedRows': { input: z.object(One).strict(), output: FailedRows },
  /**
   * Writes the rows of these groups into a file of the session, beside the one that they are from, shows its window, and
   * puts the command with that file at the prompt. It is not run. `complete` says whether the command is whole: else its
   * secrets are dots, and must be typed again.
   */
  'jobs.runAgain': {
    input: z.object({ ...One, groups: Groups }).strict(),
    output: z.object({ name: z.string(), rows: Count, complete: z.boolean() }),
  },
  /**
   * The same for a session that has ended: makes a new one of the same tenant, place and size, sends it the file, and puts the
   * command at its prompt.
   */
  'jobs.runElsewhere': {
    input: z.object({ ...One, groups: Groups }).strict(),
    output: z.object({ name: z.string(), rows: Count, complete: z.boolean() }),
  },
  /** Shows the window of the session, at the place where the job printed as far as that is still known. */
  'jobs.showOutput': { input: z.object(One).strict(), output: NoAnswer },
  /** Asks where to, and saves the rows of these groups on this computer: the file's name, or null: nowhere. */
  'jobs.save': {
    input: z.object({ ...One, groups: Groups }).strict(),
    output: z.string().nullable(),
  },
} as const;

/** What main tells windows by itself. */
export const jobPushes = {
  /** To who asked for the list: the jobs of one session, at most twice a second. */
  'jobs.changed': JobsOf,
} as const;
