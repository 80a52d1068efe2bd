/** How a session ends, when, and what is left of it: what lists, windows, notifications and the command line say of an end. */
import { z } from 'zod';
import { Exit, SessionId, Time } from './basics';

/** Why a session is over. */
export const EndCause = z.enum([
  /** Somebody ended it with GamGUI, here or on another computer. */
  'asked',
  /** Its shell exited. */
  'shell',
  /** Nothing happened in it for its idle time. */
  'idle',
  /** Its life was over, and nothing ran. */
  'life',
  /** Its pod reached the age that Kubernetes ends it at, whatever ran. */
  'deadline',
  'out-of-memory',
  /** Its node put it out, or somebody who keeps the cluster had it put out. */
  'evicted',
  'node-lost',
  /** What it ran in was removed by something other than GamGUI. */
  'removed',
  /** Its host was told by the system to end: what told it, its place may know. */
  'stopped',
  /** The computer that it ran on was switched off or restarted. */
  'switched-off',
  /** Its agent ended by itself: a defect. */
  'crashed',
  /** It is over, and not even its place can say why. */
  'unknown',
]);
export type EndCause = z.infer<typeof EndCause>;

/** An end, as it is told. */
export const End = z.object({
  cause: EndCause,
  /** False shows it as a failure. */
  expected: z.boolean(),
  /** A few words for a list: "exit 0", "out of memory". */
  reason: z.string(),
  /** What its place says of it, in its own words and cut short; empty where it says no more. */
  detail: z.string(),
  /** How its shell exited, where that is known. */
  exit: Exit.nullable(),
});
export type End = z.infer<typeof End>;

/** What ends a session by itself; only the deadline cannot be moved. */
export const NearEnd = z.object({
  why: z.enum(['life', 'idle', 'deadline']),
  /** When, by the clock of this computer. In the past where something still runs, which is not ended. */
  at: Time,
});
export type NearEnd = z.infer<typeof NearEnd>;

/** An end that is nearer than this is announced. ms */
export const NEAR_MS = 600_000;
/** And again when it is nearer than this. ms */
export const VERY_NEAR_MS = 60_000;

/** Names, at most 100 of them, visible characters only. */
const Names = z.array(z.string());

/** What there still is of a session that has ended. */
export const Left = z.object({
  /** Where its files are: on this computer, on a volume of the cluster (by its claim's name), or nowhere any more. */
  files: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('here') }),
    z.object({ kind: z.literal('volume'), claim: z.string() }),
    z.object({ kind: z.literal('gone') }),
  ]),
  /** What a new session can be given: its files where they are here, else what was sent to it and is still on this computer. */
  again: Names,
  /** What was sent to it and is not where it was any more. */
  missing: Names,
  /** What was saved from it to this computer. */
  saved: Names,
});
export type Left = z.infer<typeof Left>;

/** The most that an end can be moved at once: 24 h. ms */
const MOST_MS = 24 * 3_600_000;
const One = z.object({ id: SessionId }).strict();

/** Channels about ends. */
export const endCalls = {
  /** Moves the end of its life, and the end for idling, by `by` ms. */
  'sessions.extend': {
    input: One.extend({ by: z.number().int().positive().max(MOST_MS) }),
    output: z.void(),
  },
  'sessions.left': { input: One, output: Left },
  /** Asks where the text of the calling window is to be kept, and writes it there; false: nowhere. */
  'terminal.saveText': {
    input: z.object({ text: z.string().max(64 * 1024 * 1024) }).strict(),
    output: z.boolean(),
  },
} as const;
