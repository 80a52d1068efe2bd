/** Diagnostics: what is checked, what each check came to, and the channels by which windows ask for it. */
import { z } from 'zod';
import { BackendKind, Time } from './basics';

/** Which target, as a text: `computer`, `google`, a place, `session:ID` or `tenant:ID`. */
export const TargetKey = z
  .string()
  .regex(/^(computer|google|kubernetes|docker|local|(session|tenant):[a-z][a-z0-9-]{0,39})$/)
  .brand('TargetKey');
export type TargetKey = z.infer<typeof TargetKey>;

/** The groups in which targets are listed. */
const TargetGroup = z.enum(['computer', 'places', 'tenants', 'sessions']);

/** Something that can be checked. */
export const Target = z.object({
  key: TargetKey,
  group: TargetGroup,
  title: z.string(),
  /** The kind of place, for its icon; null: it is none. */
  backend: BackendKind.nullable(),
});
export type Target = z.infer<typeof Target>;

/** Something that is not as it should be. Texts are shown made visible. */
const Trouble = z.object({
  /** In a few words, beside the check's title: "Not allowed: create pods/exec". */
  what: z.string(),
  /** What that means, in sentences. */
  why: z.string(),
  /** What to do, in sentences. */
  fix: z.string(),
  /** Does it, or shows more, when it is pasted into a POSIX shell; absent: there is no such command. */
  command: z.string().optional(),
  /** What a server or a session wrote, of several lines, to fold out. Never in a report. */
  details: z.string().optional(),
});

/** What a check came to. */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passed'),
    /** What was found, one line. */
    says: z.string(),
    details: z.string().optional(),
  }),
  /** Sessions can be used all the same. */
  Trouble.extend({ kind: z.literal('warned') }),
  Trouble.extend({ kind: z.literal('failed') }),
  /** It is not known: why it was not, or could not be, checked. */
  z.object({ kind: z.literal('unchecked'), why: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** One check that is over. */
export const CheckResult = z.object({
  /** Unique within its target. */
  id: z.string(),
  /** What is checked, in two to five words. */
  title: z.string(),
  outcome: Outcome,
  /** How long it took, ms. */
  ms: z.number().nonnegative(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** All checks of one target, as far as they are. */
export const TargetReport = z.object({
  target: TargetKey,
  state: z.enum(['running', 'done', 'cancelled']),
  startedAt: Time,
  /** Null while it runs. */
  endedAt: Time.nullable(),
  /** The titles of what is not over yet, in order. */
  pending: z.array(z.string()),
  /** In the order of the checks. */
  results: z.array(CheckResult),
});
export type TargetReport = z.infer<typeof TargetReport>;

/** What there is to check, and what is known of it. */
export const Diagnostics = z.object({
  targets: z.array(Target),
  /** Of those that were checked since the app was started. */
  reports: z.array(TargetReport),
  /** What was asked for elsewhere to be diagnosed, or null. */
  wanted: TargetKey.nullable(),
});
export type Diagnostics = z.infer<typeof Diagnostics>;

/** Channels about diagnostics. Nothing is checked before it is asked for. */
export const diagnosticsCalls = {
  'diagnostics.get': { input: z.undefined(), output: Diagnostics },
  /** Begins to check targets, anew where they were; resolves when all are over. */
  'diagnostics.check': {
    input: z.object({ targets: z.array(TargetKey).max(200) }).strict(),
    output: z.void(),
  },
  /** Gives up the checks of a target that are not over. */
  'diagnostics.cancel': { input: z.object({ target: TargetKey }).strict(), output: z.void() },
  /** Everything that was found, as text without secrets and names, for the clipboard. */
  'diagnostics.report': { input: z.undefined(), output: z.string() },
  /** A terminal window's session is to be diagnosed: Home shows it. */
  'diagnostics.session': { input: z.undefined(), output: z.void() },
  /** A place is to be diagnosed: Home shows it. */
  'diagnostics.place': { input: z.object({ place: BackendKind }).strict(), output: z.void() },
} as const;

/** What main tells by itself. */
export const diagnosticsPushes = {
  'diagnostics.changed': Diagnostics,
} as const;
