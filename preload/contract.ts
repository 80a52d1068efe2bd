/**
 * The contract between the main process and the windows: every channel, its argument and its result, once.
 * The bridge (index.ts) offers exactly these names, the handlers (main/ipc) parse exactly these schemas.
 */
import { z } from 'zod';

/** A session's id: chosen by the app, safe in file names, labels and pod names. */
export const SessionId = z
  .string()
  .regex(/^[a-z][a-z0-9]{4,15}$/)
  .brand('SessionId');
export type SessionId = z.infer<typeof SessionId>;

/** A tenant's id: `demo`, or one the user made. */
export const TenantId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand('TenantId');
export type TenantId = z.infer<typeof TenantId>;

/** Where sessions can run. */
export const BackendKind = z.enum(['kubernetes', 'docker', 'local']);
export type BackendKind = z.infer<typeof BackendKind>;

/** Milliseconds since 1970 UTC. */
const Time = z.number().int().nonnegative();

/** What is shown of a failure. `message` says what did not happen and why, `fix` what to do. */
export const AppError = z.object({
  /** A stable word for programs and tests, for example `no-python`. */
  code: z.string(),
  message: z.string(),
  fix: z.string().optional(),
});
export type AppError = z.infer<typeof AppError>;

/** The fills a tenant can have; `demo` is the hatch, which no real tenant can choose. */
export const TenantColour = z.enum([
  'teal',
  'plum',
  'magenta',
  'rust',
  'olive',
  'bronze',
  'steel',
  'demo',
]);
export type TenantColour = z.infer<typeof TenantColour>;

export const Tenant = z.object({
  id: TenantId,
  name: z.string(),
  /** The domain it manages. */
  domain: z.string(),
  colour: TenantColour,
  /** One or two letters for the filled shape. */
  initials: z.string(),
});
export type Tenant = z.infer<typeof Tenant>;

/** How a process ended: by a code, or by a signal's name without SIG. */
export const Exit = z.union([
  z.object({ code: z.number().int() }),
  z.object({ signal: z.string() }),
]);
export type Exit = z.infer<typeof Exit>;

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
      done: z.number().int(),
      failed: z.number().int(),
      total: z.number().int().nullable(),
    })
    .nullable(),
  parent: z.string().nullable(),
});
export type Job = z.infer<typeof Job>;

/** The one state machine of a session; each state with the reason a person understands. */
export const SessionState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('creating'), step: z.number(), of: z.number(), text: z.string() }),
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('attached') }),
  z.object({ kind: z.literal('detached') }),
  z.object({ kind: z.literal('reconnecting'), nextTryAt: Time.nullable(), reason: z.string() }),
  z.object({ kind: z.literal('ending'), since: Time, tries: z.number().int() }),
  z.object({
    kind: z.literal('ended'),
    /** False shows it as a failure: out of memory, removed by someone, killed. */
    expected: z.boolean(),
    reason: z.string(),
    at: Time,
  }),
  z.object({ kind: z.literal('failed'), reason: z.string(), fix: z.string().optional() }),
]);
export type SessionState = z.infer<typeof SessionState>;

/** The size of a session; the local place has no limits of its own and says so. */
export const SessionSize = z.enum(['standard', 'large', 'extra-large']);
export type SessionSize = z.infer<typeof SessionSize>;

export const Session = z.object({
  id: SessionId,
  /** Given by the user, or the id. Shown with control characters made visible. */
  name: z.string(),
  tenant: Tenant,
  backend: BackendKind,
  /** Where it runs, in two lines: "Local", "this computer". */
  place: z.object({ title: z.string(), detail: z.string(), why: z.string() }),
  size: SessionSize,
  state: SessionState,
  createdAt: Time,
  /** When its life ends at the latest, or null: never by itself. */
  endsAt: Time.nullable(),
  /** The job that runs, else the last one. */
  job: Job.nullable(),
  /** False where too many sessions run to watch them all: job and end may be old. */
  watched: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** A place where sessions can run, and whether it can be used now. */
export const Place = z.object({
  backend: BackendKind,
  title: z.string(),
  /** One sentence on what running there means. */
  about: z.string(),
  status: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ready'), text: z.string() }),
    z.object({ kind: z.literal('unset'), text: z.string() }),
    z.object({ kind: z.literal('unusable'), error: AppError }),
  ]),
});
export type Place = z.infer<typeof Place>;

/** The state of a terminal window's link, as its header shows it. */
export const LinkState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('live'), latencyMs: z.number().nullable() }),
  z.object({ kind: z.literal('reconnecting'), nextTryAt: Time.nullable(), reason: z.string() }),
  z.object({ kind: z.literal('elsewhere'), label: z.string(), since: Time }),
  z.object({
    kind: z.literal('ended'),
    expected: z.boolean(),
    reason: z.string(),
    exit: Exit.nullable(),
  }),
]);
export type LinkState = z.infer<typeof LinkState>;

/** What the windows look like; kept by main/settings. */
export const Settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** Terminal font size in CSS pixels. */
  fontSize: z.number().int().min(8).max(32),
  /** Terminal font family; empty is the platform's. */
  fontFamily: z.string().max(200),
  /** Lines xterm keeps above the screen. */
  scrollback: z.number().int().min(0).max(100_000),
  copyOnSelect: z.boolean(),
  screenReader: z.boolean(),
  /** The last choice of New session. */
  lastSession: z
    .object({
      tenant: TenantId,
      backend: BackendKind,
      size: SessionSize,
      lifeMs: z.number().int().positive().nullable(),
    })
    .nullable(),
  /** Whether the user has been told that closing a window leaves its session running. */
  toldClose: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const AppInfo = z.object({
  version: z.string(),
  electron: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** GAM's version, or null where there is none. */
  gam: z.string().nullable(),
  /** Things the user must be told at the start, for example that a damaged settings file was put aside. */
  notices: z.array(AppError),
});
export type AppInfo = z.infer<typeof AppInfo>;

const Nothing = z.undefined();
const NoAnswer = z.void();
/** A name a person typed: any characters, shown safely, bounded. */
const Name = z.string().trim().max(120);

/** Channels a window may call: argument and result. The argument is one object, or nothing. */
export const calls = {
  'app.info': { input: Nothing, output: AppInfo },
  'places.list': { input: Nothing, output: z.array(Place) },
  /** Looks again, for example after Docker was started. */
  'places.check': { input: Nothing, output: z.array(Place) },
  'tenants.list': { input: Nothing, output: z.array(Tenant) },
  'settings.get': { input: Nothing, output: Settings },
  'settings.set': { input: Settings.partial().strict(), output: Settings },
  'sessions.list': { input: Nothing, output: z.array(Session) },
  /** Makes a session and opens its window; a failure is also kept in the list with its reason. */
  'sessions.create': {
    input: z
      .object({
        tenant: TenantId,
        backend: BackendKind,
        size: SessionSize,
        /** How long it may live, or null: until it is ended. */
        lifeMs: z
          .number()
          .int()
          .positive()
          .max(30 * 24 * 3_600_000)
          .nullable(),
        name: Name.optional(),
      })
      .strict(),
    output: z.object({ id: SessionId }),
  },
  'sessions.open': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  'sessions.rename': { input: z.object({ id: SessionId, name: Name }).strict(), output: NoAnswer },
  /** Ends it for good; resolves when it is gone. The window has asked before. */
  'sessions.end': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  /** Takes an ended session off the list, with what was kept of it. */
  'sessions.forget': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  /** The session of the calling terminal window. */
  'terminal.session': { input: Nothing, output: Session },
  /** Asks main for this window's port; it arrives as a message (see TERMINAL_PORT). */
  'terminal.connect': { input: Nothing, output: NoAnswer },
  /** Opens an http(s) link of the terminal in the browser, after the user has seen where it leads. */
  'terminal.openLink': {
    input: z.object({ url: z.string().max(4096) }).strict(),
    output: NoAnswer,
  },
  'window.home': { input: Nothing, output: NoAnswer },
} as const;

export type Channel = keyof typeof calls;
export type Input<C extends Channel> = z.input<(typeof calls)[C]['input']>;
export type Output<C extends Channel> = z.output<(typeof calls)[C]['output']>;

/** What main tells windows by itself. */
export const pushes = {
  'sessions.changed': z.array(Session),
  'places.changed': z.array(Place),
  'settings.changed': Settings,
  /** A menu entry or shortcut chosen outside the page. */
  'menu.action': z.object({
    action: z.enum([
      'new-session',
      'settings',
      'copy',
      'paste',
      'find',
      'font-larger',
      'font-smaller',
      'font-usual',
      'clear',
      'end-session',
    ]),
  }),
} as const;

export type Push = keyof typeof pushes;
export type Pushed<P extends Push> = z.output<(typeof pushes)[P]>;

/** What a call resolves to on the wire: contextBridge would strip the fields of a thrown error. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** `event.data` of the window message that carries the terminal's MessagePort. */
export const TERMINAL_PORT = 'gamgui.terminal.port';

/** A terminal's size in cells. */
export const TerminalSize = z.object({
  cols: z.number().int().min(1).max(1000),
  rows: z.number().int().min(1).max(1000),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

const Bytes = z.instanceof(Uint8Array);

/** Messages from a terminal window to main, over its port. The first is `start`. */
export const FromTerminal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), size: TerminalSize }).strict(),
  z.object({ type: z.literal('input'), data: Bytes }).strict(),
  /** Output below this offset has been through xterm's write callback. */
  z.object({ type: z.literal('ack'), offset: z.number().int().nonnegative() }).strict(),
  z.object({ type: z.literal('resize'), size: TerminalSize }).strict(),
  /** A person's act: take the terminal back from elsewhere, or try the link again now. */
  z.object({ type: z.literal('retry') }).strict(),
]);
export type FromTerminal = z.infer<typeof FromTerminal>;

/** Messages from main to a terminal window, over its port. */
export type ToTerminal =
  /** Output from this offset on follows. Bytes below `live` are replay: nothing may be answered to them. */
  | { type: 'begin'; from: number; live: number; start: number }
  | { type: 'output'; offset: number; data: Uint8Array }
  /** The size the following bytes were written for. */
  | { type: 'size'; size: TerminalSize }
  /** Bytes that are gone from the session's journal. */
  | { type: 'gap'; from: number; to: number }
  | { type: 'link'; state: LinkState }
  /** Input that waits for the link, in bytes. */
  | { type: 'waiting'; bytes: number }
  /** Input typed for a shell that is gone: shown, never sent. */
  | { type: 'unsent'; data: Uint8Array };

/** What the preload exposes as `window.gamgui`. */
export interface Bridge {
  call<C extends Channel>(
    channel: C,
    ...input: Input<C> extends undefined ? [] : [Input<C>]
  ): Promise<Result<Output<C>>>;
  /** Returns the function that stops listening. */
  on<P extends Push>(push: P, listener: (value: Pushed<P>) => void): () => void;
}
