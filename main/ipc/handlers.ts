/** What answers each channel of the contract. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { AppInfo, Place, SessionId } from '../../preload/contract';
import type { Preflight } from '../csv/preflight';
import type { Asking } from '../desktop/asking';
import { openLink } from '../desktop/links';
import type { Windows } from '../desktop/windows';
import { Failure } from '../failure';
import type { Staging } from '../files/staging';
import { giveLeft } from '../sessions/left';
import type { SessionManager } from '../sessions/manager';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { SettingsStore } from '../settings/store';
import type { Tenants } from '../tenants';
import { hasFiles } from './clipboard-files';
import type { ClusterChoice } from './cluster-choice';
import { draggingHandlers } from './dragging';
import { endHandlers } from './ends';
import { fileHandlers } from './files';
import type { Handlers } from './handle';
import { jobHandlers } from './jobs';
import { journalHandlers } from './journal';
import { preflightHandlers } from './preflight';
import { transferHandlers } from './transfers';
import { usageHandlers } from './usage';
import { windowOf } from './window-of';

/** What the handlers act on. */
export interface HandlerParts {
  readonly sessions: SessionManager;
  readonly settings: SettingsStore;
  readonly tenants: Tenants;
  readonly windows: Windows;
  readonly transfers: Transfers;
  readonly preflight: Preflight;
  readonly asking: Asking;
  readonly staging: Staging;
  readonly clusters: ClusterChoice;
  readonly info: () => Promise<AppInfo>;
  /** Looks at all places. */
  readonly places: () => Promise<Place[]>;
  /** Hands a terminal window's page its port. */
  readonly connect: (id: SessionId, page: WebContents) => void;
}

/** The handlers of all channels. */
export function makeHandlers(parts: HandlerParts): Handlers {
  const { sessions, settings, tenants, windows, clusters, transfers, preflight, staging } = parts;
  const show = (id: SessionId, watches = false) =>
    void windows.terminal(sessions.get(id).view(), { watches });
  return {
    'app.info': parts.info,
    'places.list': parts.places,
    'tenants.list': () => tenants.list(),
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
    'sessions.list': () => sessions.list(),
    'sessions.create': async ({ tenant, backend, size, lifeMs, name, filesOf }) => {
      const from = filesOf === undefined ? null : sessions.get(filesOf);
      const { idleMs } = settings.get();
      const request = { tenant: tenants.get(tenant), backend, size, lifeMs, idleMs, name };
      const { id, done } = sessions.create(request, { window: true });
      settings.set({ lastSession: { tenant, backend, size, lifeMs } });
      windows.terminal(sessions.get(id).view(), { hold: done });
      await done;
      if (from !== null) await giveLeft(from, id, transfers);
      return { id };
    },
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
    'terminal.session': (_input, event) => sessions.get(caller(event)).view(),
    'terminal.connect': async (_input, event) => {
      const id = caller(event);
      await sessions.made(id);
      if (!event.sender.isDestroyed()) parts.connect(id, event.sender);
    },
    'terminal.openLink': ({ url }, event) => openLink(windowOf(event), url),
    'terminal.pasteFiles': async (_input, event) => {
      const any = await hasFiles();
      if (any) event.sender.paste();
      return any;
    },
    ...endHandlers(sessions, transfers, caller),
    ...fileHandlers((id) => sessions.connection(id), caller),
    ...transferHandlers(transfers, caller),
    ...preflightHandlers(preflight, (id) => sessions.get(id).view(), caller),
    ...journalHandlers(
      (id) => sessions.connection(id),
      (id) => sessions.get(id).view(),
      caller,
    ),
    ...jobHandlers({ sessions, windows, transfers, asking: parts.asking }, caller),
    ...usageHandlers(sessions, caller),
    ...draggingHandlers(staging, (id) => sessions.connection(id), caller),
    'window.home': ({ show }) => void windows.home(show),
  };

  /** The session of the terminal window that asks. */
  function caller(event: IpcMainInvokeEvent): SessionId {
    const id = windows.sessionOf(event.sender);
    if (id === null) throw new Failure('no-terminal', 'Only a terminal window can ask that.');
    return id;
  }
}
