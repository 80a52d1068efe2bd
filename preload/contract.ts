/**
 * The contract between the main process and the windows: every channel, its argument and its result, once.
 * The bridge (index.ts) offers exactly these names, the handlers (main/ipc) parse exactly these schemas.
 */
import { z } from 'zod';
import { askedCalls, askedPushes } from './asked';
import { AppError, BackendKind, SessionId, SessionSize, TenantId } from './basics';
import { ChosenCluster, ClusterList, EffectiveSetting, GoogleStatus, KubeContext } from './cluster';
import { consentCalls } from './consent';
import { credentialCalls } from './credentials';
import { diagnosticsCalls, diagnosticsPushes } from './diagnostics';
import { draggingCalls, draggingPushes } from './dragging';
import { endCalls } from './ends';
import { fileCalls, type SessionPath } from './files';
import { jobCalls, jobPushes } from './jobs';
import { journalCalls, journalPushes } from './journal';
import { pastingCalls } from './pasting';
import { preflightCalls, preflightPushes } from './preflight';
import { Session } from './session';
import { Settings } from './settings';
import { settingsFileCalls } from './settings-file';
import { Act } from './shortcuts';
import { spareCalls, sparePushes } from './spares';
import { tenantCalls, tenantPushes } from './tenants';
import { transferCalls, transferPushes } from './transfers';
import { updateCalls, updatePushes } from './updates';
import { usageCalls, usagePushes } from './usage';
import { Project } from './values';

export * from './asked';
export * from './basics';
export * from './cluster';
export * from './consent';
export * from './credentials';
export * from './csv';
export * from './diagnostics';
export * from './dragging';
export * from './ends';
export * from './files';
export * from './jobs';
export * from './journal';
export * from './pasting';
export * from './preflight';
export * from './session';
export * from './settings';
export * from './settings-file';
export * from './shortcuts';
export * from './spares';
export * from './tenant-places';
export * from './tenants';
export * from './terminal';
export * from './transfers';
export * from './updates';
export * from './usage';

/** A place where sessions can run, and whether it can be used now. */
export const Place = z.object({
  backend: BackendKind,
  title: z.string(),
  /** One sentence on what running there means. */
  about: z.string(),
  status: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('ready'),
      /** Which of its kind it is, where there are more: "gam-prod / gamgui". */
      name: z.string().optional(),
      text: z.string(),
    }),
    z.object({ kind: z.literal('unset'), text: z.string() }),
    z.object({ kind: z.literal('unusable'), error: AppError }),
  ]),
});
export type Place = z.infer<typeof Place>;

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

/** A part of Home. A window that is made for it has it behind the # of its address. */
export const HomePart = z.enum([
  'sessions',
  'jobs',
  'tenants',
  'settings',
  'cluster',
  'shortcuts',
  'diagnostics',
]);
export type HomePart = z.infer<typeof HomePart>;

/** What Home is to show. */
export const ShowHome = z.object({
  show: HomePart,
  /** The setting that is looked for, by what it is called on its page. */
  setting: z.string().max(120).optional(),
});
export type ShowHome = z.infer<typeof ShowHome>;

const Nothing = z.undefined();
const NoAnswer = z.void();
/** A name a person typed: any characters, shown safely, bounded. */
const Name = z.string().trim().max(120);

/** Channels a window may call: argument and result. The argument is one object, or nothing. */
export const calls = {
  'app.info': { input: Nothing, output: AppInfo },
  /** Looks at each place anew, for example after Docker was started; all windows are told. */
  'places.list': { input: Nothing, output: z.array(Place) },
  'settings.get': { input: Nothing, output: Settings },
  'settings.set': { input: Settings.partial().strict(), output: Settings },
  /** The settings that the environment can give, each with its origin. */
  'settings.effective': { input: Nothing, output: z.array(EffectiveSetting) },
  'google.status': { input: Nothing, output: GoogleStatus },
  /** Opens the browser; resolves when the user is signed in. */
  'google.signIn': { input: Nothing, output: NoAnswer },
  /** Gives up a sign-in that waits for the browser. */
  'google.cancelSignIn': { input: Nothing, output: NoAnswer },
  /** Forgets the account; words where Google could not be told, else null. */
  'google.signOut': { input: Nothing, output: z.string().nullable() },
  'clusters.list': { input: z.object({ project: Project }).strict(), output: ClusterList },
  'contexts.list': { input: Nothing, output: z.array(KubeContext) },
  /** Keeps the cluster for new sessions; those that run stay where they are. */
  'clusters.choose': { input: ChosenCluster, output: NoAnswer },
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
        /** A session that has ended: what is left of its files is sent to the new one (`sessions.left`, again). */
        filesOf: SessionId.optional(),
      })
      .strict(),
    output: z.object({ id: SessionId }),
  },
  'sessions.open': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  /** Opens its window to look, without typing; one that is open stays as it is. */
  'sessions.watch': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  'sessions.rename': { input: z.object({ id: SessionId, name: Name }).strict(), output: NoAnswer },
  /** Ends it for good; resolves when it is gone. The window has asked before. */
  'sessions.end': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  /** Takes an ended session off the list, with what was kept of it. */
  'sessions.forget': { input: z.object({ id: SessionId }).strict(), output: NoAnswer },
  /** The session of the calling terminal window. */
  'terminal.session': { input: Nothing, output: Session },
  /** The page has drawn its session: a window that was made ahead can be shown. */
  'terminal.drawn': { input: Nothing, output: NoAnswer },
  /** Asks main for this window's port; it arrives as a message (see TERMINAL_PORT). */
  'terminal.connect': { input: Nothing, output: NoAnswer },
  /** Opens an http(s) link of the terminal in the browser, after the user has seen where it leads. */
  'terminal.openLink': {
    input: z.object({ url: z.string().max(4096) }).strict(),
    output: NoAnswer,
  },
  /** Files of the clipboard come to the page as a paste; false: there are none on it. */
  'terminal.pasteFiles': { input: Nothing, output: z.boolean() },
  /** What is selected in whatever window, on Linux; elsewhere there is nothing like it, and it is empty. */
  'terminal.selection': { input: Nothing, output: z.string() },
  /** The desktop's own sound of a bell. */
  'terminal.beep': { input: Nothing, output: NoAnswer },
  ...settingsFileCalls,
  ...askedCalls,
  ...tenantCalls,
  ...endCalls,
  ...fileCalls,
  ...transferCalls,
  ...draggingCalls,
  ...preflightCalls,
  ...journalCalls,
  ...consentCalls,
  ...credentialCalls,
  ...pastingCalls,
  ...diagnosticsCalls,
  ...jobCalls,
  ...spareCalls,
  ...updateCalls,
  ...usageCalls,
  'window.home': { input: ShowHome.strict(), output: NoAnswer },
  /** Quits, as the menu's Quit does. */
  'app.quit': { input: Nothing, output: NoAnswer },
} as const;

export type Channel = keyof typeof calls;
/** What the page itself may call: where paths of this computer are in the argument, the preload makes it. */
export type PageChannel = Exclude<Channel, 'transfers.send'>;
export type Input<C extends Channel> = z.input<(typeof calls)[C]['input']>;
export type Output<C extends Channel> = z.output<(typeof calls)[C]['output']>;

/** What main tells windows by itself. */
export const pushes = {
  /** Home is to show a part of it. */
  'home.show': ShowHome,
  'sessions.changed': z.array(Session),
  'places.changed': z.array(Place),
  'settings.changed': Settings,
  'google.changed': GoogleStatus,
  ...askedPushes,
  ...tenantPushes,
  ...transferPushes,
  ...draggingPushes,
  ...preflightPushes,
  ...journalPushes,
  ...jobPushes,
  ...sparePushes,
  ...updatePushes,
  ...usagePushes,
  ...diagnosticsPushes,
  /** A menu entry or shortcut chosen outside the page. */
  'menu.action': z.object({ action: Act }),
} as const;

export type Push = keyof typeof pushes;
export type Pushed<P extends Push> = z.output<(typeof pushes)[P]>;

/** What a call resolves to on the wire: contextBridge would strip the fields of a thrown error. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** What the preload exposes as `window.gamgui`. */
export interface Bridge {
  call<C extends PageChannel>(
    channel: C,
    ...input: Input<C> extends undefined ? [] : [Input<C>]
  ): Promise<Result<Output<C>>>;
  /** Sends files that a person dropped, pasted or chose into a folder of the session; `no-path`: one is none of this computer. */
  send(files: readonly File[], to: SessionPath): Promise<Result<Output<'transfers.send'>>>;
  /** Returns the function that stops listening. */
  on<P extends Push>(push: P, listener: (value: Pushed<P>) => void): () => void;
}
