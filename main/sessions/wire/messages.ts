/**
 * The JSON that travels in frames (agent/PROTOCOL.md), as schemas. Fields that are not known here are dropped, never
 * refused: the other end may be newer.
 */
import { z } from 'zod';
import { CredentialFile, Exit, Job } from '../../../preload/contract';

/** Counts bytes of a stream from its first one. */
const Offset = z.number().int().nonnegative();
/** Milliseconds since 1970 UTC. */
const Time = z.number().int().nonnegative();
const U32 = z.number().int().min(0).max(0xffff_ffff);
const Hex = z.string().regex(/^[0-9a-f]{16,32}$/);
const Size = z.object({
  cols: z.number().int().min(1).max(1000),
  rows: z.number().int().min(1).max(1000),
});

/** The version of the protocol that this app speaks, and the oldest it still speaks. */
export const PROTOCOL = { min: 1, max: 1 } as const;
const Limit = z.number().int().positive().nullable();
const Versions = z.object({ min: z.number().int(), max: z.number().int() });

/** What a conversation is for, and what only that kind says in its HELLO. */
const hello = {
  protocol: Versions,
  capabilities: z.array(z.string()),
  /** The app's version, for messages. */
  app: z.string(),
  client: z.string().regex(/^[0-9a-f]{32}$/),
  /** The computer's name, shown to whoever is replaced. */
  label: z.string().max(64),
  /** OUTPUT or DATA the client takes before it must have acknowledged, in bytes. */
  window: z.number().int().min(65_536).max(4_194_304),
  /** What the session is to live by, in ms; null: no such end. Only the host of a spare takes it. */
  limits: z.object({ idleMs: Limit, lifeMs: Limit }).optional(),
};

/** The command of a job: started with `argv`, followed without. */
const JobWanted = z.union([
  z.object({
    id: Hex,
    argv: z.array(z.string()).min(1),
    stdin: z.boolean(),
    /** A person said that it may take something away from a real domain. */
    confirmed: z.boolean().optional(),
  }),
  z.object({ id: Hex }),
]);
export type JobWanted = z.infer<typeof JobWanted>;

/** HELLO: the client's first frame. */
export const Hello = z.discriminatedUnion('role', [
  z.object({
    ...hello,
    role: z.literal('terminal'),
    intent: z.enum(['take', 'resume']),
    /** `resume`: the epoch of the WELCOME before. */
    epoch: U32.optional(),
    size: Size,
    from: Offset.nullable(),
    tail: Offset,
  }),
  z.object({
    ...hello,
    role: z.literal('watch'),
    output: z.boolean(),
    from: Offset.nullable(),
    tail: Offset,
  }),
  z.object({ ...hello, role: z.literal('job'), job: JobWanted, stdout: Offset, stderr: Offset }),
  z.object({ ...hello, role: z.literal('files') }),
]);
export type Hello = z.infer<typeof Hello>;

/** When a session ends by itself; null where it does not. Times in ms since 1970. */
export const Life = z.object({
  endsAt: Time.nullable(),
  idleEndsAt: Time.nullable(),
  deadline: Time.nullable(),
});
export type Life = z.infer<typeof Life>;

/** A credential file that GAM has changed: its content, which is secret, and fingerprints of now and of the session's begin. */
export const GivenFile = z.object({
  name: z.string(),
  text: z.string(),
  now: z.string(),
  first: z.string(),
});
export type GivenFile = z.infer<typeof GivenFile>;

/** What a session uses: cores, bytes, bytes, bytes; null where its system does not tell. */
const Usage = z.object({
  cpu: z.number().nullable(),
  memory: z.number().nullable(),
  memoryLimit: z.number().nullable(),
  /** Older agents do not tell of it. */
  disk: z.number().nullable().optional(),
});
export type Usage = z.infer<typeof Usage>;

/** Bytes on the session's disk. */
const Disk = z.object({ used: Offset, limit: Offset });
export type Disk = z.infer<typeof Disk>;

/** Names of changed files; those that this app does not know are of no use to it. */
const Changed = z
  .array(z.string())
  .max(100)
  .transform((names) => CredentialFile.options.filter((name) => names.includes(name)));

const Owner = z.object({ label: z.string(), since: Time });
const RestartReason = z.enum(['killed', 'out-of-memory', 'unknown']);

/** The session's state at event `seq`. */
export const Snapshot = z.object({
  seq: z.number().int().nonnegative(),
  size: Size,
  generation: z.number().int(),
  /** `none` before the first terminal, null while it runs. */
  shell: z.union([z.literal('none'), Exit, z.null()]),
  owner: Owner.nullable(),
  /** The last 100. */
  jobs: z.array(Job),
  life: Life,
  usage: Usage,
  disk: Disk,
  restarts: z.object({ count: z.number().int(), reason: RestartReason.nullable() }),
  /** Credential files that GAM has changed in the session. An agent may leave it out. */
  credentials: Changed.optional(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The journal's first byte, its end now, and where sending starts. Bytes below `end` are replay. */
const OutputRange = z.object({ start: Offset, end: Offset, from: Offset });

const welcome = {
  protocol: z.number().int(),
  capabilities: z.array(z.string()),
  /** The agent's version. */
  agent: z.string(),
  /** The version of the session's GAM, or null: not known. Whatever a host says of it is kept short. */
  gam: z
    .string()
    .transform((text) => text.slice(0, 40))
    .nullable()
    .optional(),
  /** The session's id. */
  session: z.string(),
};

/** WELCOME: the answer to HELLO. `role` is what was granted. */
export const Welcome = z.discriminatedUnion('role', [
  z.object({
    ...welcome,
    role: z.literal('terminal'),
    generation: z.number().int(),
    epoch: U32,
    taken: Offset,
    output: OutputRange,
    now: Time,
    snapshot: Snapshot,
  }),
  z.object({
    ...welcome,
    role: z.literal('watch'),
    /** Who has the terminal, where it was asked for. */
    elsewhere: Owner.optional(),
    /** There too: this client's input that has been written. A host may leave it out. */
    taken: Offset.optional(),
    output: OutputRange.optional(),
    now: Time,
    snapshot: Snapshot,
  }),
  z.object({
    ...welcome,
    role: z.literal('job'),
    epoch: U32,
    taken: Offset,
    /** Bytes of input that may be on the way beyond `taken`. An agent that does not tell allows the least. */
    input: z.number().int().min(65_536).max(4_194_304).optional(),
    job: Job,
  }),
  z.object({ ...welcome, role: z.literal('files'), disk: Disk }),
]);
export type Welcome = z.infer<typeof Welcome>;

const event = { seq: z.number().int().nonnegative(), at: Time };

/** What every event has, also one of a kind that only a newer agent knows. */
export const AnyEvent = z.object({ ...event, kind: z.string() });

/** What happened in a session, in the order of `seq`. */
export const AgentEvent = z.discriminatedUnion('kind', [
  z.object({ ...event, kind: z.literal('job'), job: Job }),
  z.object({ ...event, kind: z.literal('life'), life: Life }),
  z.object({ ...event, kind: z.literal('usage'), usage: Usage }),
  z.object({ ...event, kind: z.literal('owner'), label: z.string(), since: Time, epoch: U32 }),
  z.object({
    ...event,
    kind: z.literal('shell'),
    generation: z.number().int(),
    exit: Exit.nullable(),
  }),
  z.object({ ...event, kind: z.literal('gap'), from: Offset, to: Offset }),
  z.object({
    ...event,
    kind: z.literal('restarted'),
    count: z.number().int(),
    reason: RestartReason,
  }),
  z.object({
    ...event,
    ...Disk.shape,
    kind: z.literal('disk'),
    level: z.enum(['ok', 'warn', 'full']),
  }),
  z.object({ ...event, kind: z.literal('credentials'), changed: Changed }),
]);
export type AgentEvent = z.infer<typeof AgentEvent>;

/** Why a session is over. */
export const SessionEnd = z.object({
  reason: z.enum(['asked', 'shell', 'idle', 'life', 'signal']),
  exit: Exit.nullable(),
});
export type SessionEnd = z.infer<typeof SessionEnd>;

/** BYE: the last frame of its sender. */
export const Bye = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('ended'), end: SessionEnd }),
  /** A job's end; `stdout` and `stderr` are the ends of its streams. */
  z.object({ reason: z.literal('exited'), exit: Exit, stdout: Offset, stderr: Offset }),
  z.object({ reason: z.literal('replaced') }),
  z.object({ reason: z.literal('closing') }),
  z.object({ reason: z.literal('seen') }),
]);
export type Bye = z.infer<typeof Bye>;

/** ERROR; `fatal`: the last frame of its sender. */
export const AgentError = z.object({
  code: z.string(),
  message: z.string(),
  fatal: z.boolean(),
  /** `version`: what the sender speaks. */
  min: z.number().int().optional(),
  max: z.number().int().optional(),
  /** Of file operations: the transfer that failed. */
  transfer: U32.optional(),
});
export type AgentError = z.infer<typeof AgentError>;

/** Signals a job can be sent. */
export const JobSignal = z.enum(['INT', 'TERM', 'KILL', 'HUP', 'QUIT']);
export type JobSignal = z.infer<typeof JobSignal>;

/** CALL: `call` numbers it within its conversation, `op` says what is asked. */
export const Call = z.looseObject({ call: z.number().int().positive(), op: z.string() });
export type Call = z.infer<typeof Call>;

/** REPLY: what a CALL came to. */
export const Reply = z.union([
  z.object({
    call: z.number().int().positive(),
    ok: z.record(z.string(), z.unknown()),
    error: z.undefined().optional(),
  }),
  z.object({
    call: z.number().int().positive(),
    ok: z.undefined().optional(),
    error: z.object({ code: z.string(), message: z.string() }),
  }),
]);
export type Reply = z.infer<typeof Reply>;
