/** What answers each channel of the contract. */
import { app, clipboard, type IpcMainInvokeEvent, shell, type WebContents } from 'electron';
import type { AppInfo, Place, SessionId } from '../../preload/contract';
import type { Preflight } from '../csv/preflight';
import type { Asking } from '../desktop/asking';
import { openLink } from '../desktop/links';
import type { Windows } from '../desktop/windows';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { Failure } from '../failure';
import type { Staging } from '../files/staging';
import type { SessionManager } from '../sessions/manager';
import { harmsOf } from '../sessions/pasting';
import type { Spares } from '../sessions/spares/spares';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { SettingsStore } from '../settings/store';
import type { TenantStore } from '../tenants/store';
import type { Tenants } from '../tenants/tenants';
import type { Updates } from '../updates/updates';
import { type AskingParts, askingHandlers } from './asking-google';
import type { BeginSession } from './begin';
import { hasFiles } from './clipboard-files';
import type { ClusterChoice } from './cluster-choice';
import { consentHandlers } from './consent';
import { credentialHandlers, type SavingParts } from './credentials';
import { diagnosticsHandlers } from './diagnostics';
import { draggingHandlers } from './dragging';
import { endHandlers } from './ends';
import { fileHandlers } from './files';
import type { Handlers } from './handle';
import { jobHandlers } from './jobs';
import { journalHandlers } from './journal';
import { preflightHandlers } from './preflight';
import { settingsFileHandlers } from './settings-file';
import { tenantHandlers } from './tenants';
import { transferHandlers } from './transfers';
import { updateHandlers } from './updates';
import { usageHandlers } from './usage';
import { windowOf } from './window-of';

/** What the handlers act on. */
export interface HandlerParts {
  readonly sessions: SessionManager;
  readonly spares: Spares;
  readonly settings: SettingsStore;
  readonly tenants: Tenants;
  readonly tenantStore: TenantStore;
  readonly windows: Windows;
  readonly transfers: Transfers;
  readonly preflight: Preflight;
  readonly asking: Asking;
  readonly staging: Staging;
  readonly clusters: ClusterChoice;
  readonly diagnostics: Diagnostics;
  readonly updates: Updates;
  /** Shows an address of the app's own in the user's browser. */
  readonly openBrowser: (url: string) => Promise<void>;
  readonly begin: BeginSession;
  /** Tells how far asking Google about a tenant is. */
  readonly tellAsking: AskingParts['tell'];
  /** The way to the clusters in which tenants' Secrets are. */
  readonly secrets: Pick<SavingParts, 'reach' | 'network'>;
  readonly info: () => Promise<AppInfo>;
  /** Looks at all places. */
  readonly places: () => Promise<Place[]>;
  /** Hands a terminal window's page its port. */
  readonly connect: (id: SessionId, page: WebContents) => void;
}

/** The handlers of all channels. */
export function makeHandlers(parts: HandlerParts): Handlers {
  const { sessions, settings, tenants, windows, clusters, transfers, preflight, staging } = parts;
  const report = (words: string) => console.error(words);
  const show = (id: SessionId, watches = false) =>
    void windows.terminal(sessions.get(id).view(), { watches });
  return {
    'app.info': parts.info,
    'places.list': parts.places,
    'settings.get': () => settings.get(),
    'settings.set': (change) => settings.set(change),
    'settings.effective': () => clusters.settings(),
    'google.status': () => clusters.google(),
    'google.signIn': () => clusters.signIn(),
    'google.cancelSignIn': () => clusters.cancelSignIn(),
    'google.signOut': () => clusters.signOut(),
    'clusters.list': ({ project }) => clusters.clusters(project),
    'contexts.list': () => clusters.contexts(),
    'clusters.choose': (cluster) => clusters.choose(cluster),
    'spares.status': () => parts.spares.status,
    'sessions.list': () => sessions.list(),
    'sessions.create': parts.begin,
    'window.takeAsked': (_input, event) => parts.asking.take(event.sender),
    'sessions.open': ({ id }) => show(id),
    'sessions.watch': ({ id }) => show(id, true),
    'sessions.rename': ({ id, name }) => {
      sessions.rename(id, name);
      windows.retitle(sessions.get(id).view());
    },
    'sessions.end': async ({ id }) => {
      await sessions.end(id);
      windows.close(id);
    },
    'sessions.forget': async ({ id }) => {
      windows.close(id);
      await transfers.dropSession(id);
      await sessions.forget(id);
    },
    'terminal.session': async (_input, { sender }) => {
      const id = await windows.sessionSoon(sender);
      return sessions.get(id ?? noTerminal()).view();
    },
    'terminal.drawn': (_input, event) => windows.drawn(caller(event)),
    'terminal.connect': async (_input, event) => {
      const id = caller(event);
      await sessions.made(id);
      if (!event.sender.isDestroyed()) parts.connect(id, event.sender);
    },
    'terminal.openLink': async ({ url }, event) => void (await openLink(windowOf(event), url)),
    'terminal.pasteFiles': async (_input, event) => {
      const any = await hasFiles();
      if (any) event.sender.paste();
      return any;
    },
    'terminal.selection': (_input, event) => {
      caller(event);
      return process.platform === 'linux' ? clipboard.selection.readText() : '';
    },
    'terminal.beep': () => shell.beep(),
    ...settingsFileHandlers(settings, () => clusters.settings()),
    ...tenantHandlers({
      tenants,
      store: parts.tenantStore,
      sessions: () => sessions.list(),
      env: process.env,
    }),
    ...endHandlers(sessions, transfers, caller),
    ...fileHandlers((id) => sessions.connection(id), caller),
    ...transferHandlers(transfers, caller),
    ...preflightHandlers(preflight, (id) => sessions.get(id).view(), caller),
    ...journalHandlers(
      (id) => sessions.connection(id),
      (id) => sessions.get(id).view(),
      caller,
    ),
    ...consentHandlers(
      (id) => sessions.connection(id),
      (id) => sessions.get(id).view(),
      caller,
    ),
    ...jobHandlers({ sessions, windows, transfers, asking: parts.asking, begin: parts.begin }),
    ...askingHandlers({ sessions, tenants, tell: parts.tellAsking, report }),
    ...credentialHandlers({ sessions, tenants, report, ...parts.secrets }),
    'terminal.harms': ({ lines }, event) => harmsOf(sessions.connection(caller(event)), lines),
    ...usageHandlers(sessions, caller),
    ...updateHandlers({
      updates: parts.updates,
      openBrowser: parts.openBrowser,
      showSheet: () => parts.asking.ask(windows.home(), { kind: 'updates' }),
    }),
    ...draggingHandlers(staging, (id) => sessions.connection(id), caller),
    ...diagnosticsHandlers(
      parts.diagnostics,
      caller,
      () => void windows.home({ show: 'diagnostics' }),
    ),
    'window.home': (shown) => void windows.home(shown),
    'app.quit': () => app.quit(),
  };

  /** The session of the terminal window that asks. */
  function caller(event: IpcMainInvokeEvent): SessionId {
    const id = windows.sessionOf(event.sender);
    return id ?? noTerminal();
  }
}

function noTerminal(): never {
  throw new Failure('no-terminal', 'Only a terminal window can ask that.');
}
