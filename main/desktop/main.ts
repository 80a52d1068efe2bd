/** The app with windows: puts its parts together and decides when it begins and ends. */
import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, session } from 'electron';
import type {
  AppError,
  AppInfo,
  Place,
  Push,
  Pushed,
  Session,
  SessionId,
  ToTerminal,
} from '../../preload/contract';
import type { Backend } from '../backends/backend';
import { agentFolder, type Core, makeCore } from '../core';
import { makeDiagnostics } from '../diagnostics/compose';
import { beginSession } from '../ipc/begin';
import { clusterChoice } from '../ipc/cluster-choice';
import { registerHandlers } from '../ipc/handle';
import { makeHandlers } from '../ipc/handlers';
import { tellTransfers } from '../ipc/tell-transfers';
import { connectTerminal } from '../ipc/terminal-port';
import { profileFolder } from '../profile';
import type { TerminalLink } from '../sessions/link/terminal-link';
import type { SessionManager } from '../sessions/manager';
import { SettingsStore } from '../settings/store';
import { TenantStore } from '../tenants/store';
import { Asking } from './asking';
import { closingCheck } from './closing';
import { followUpdates } from './follow-updates';
import { guardSession, isOwnSender } from './guard';
import { liveOnDesktop } from './live';
import { followMenu } from './menu';
import { closeMoving, type Moving, openMoving, resumeMoving } from './moving';
import { Quitting } from './quit/quitting';
import { restoreWindows } from './restoring';
import { serveScheme } from './scheme';
import { offerScreenshot } from './screenshot';
import { electronDesktop } from './sign-in';
import { Starts } from './starts';
import { tellDiagnostics } from './tell-diagnostics';
import { tellEnds } from './tell-ends';
import { tellJobs } from './tell-jobs';
import { tellSessions } from './tell-sessions';
import type { OpenTray } from './tray/open-tray';
import { WindowStates } from './window-states';
import { Windows } from './windows';

/** Opens the windows that were open, or brings the app that is already open to the front. `out` is the folder of the built app. */
export async function startWindows(out: string): Promise<void> {
  const profile = profileFolder(process.env, process.cwd());
  app.setPath('userData', profile);
  app.setPath('sessionData', join(profile, 'chromium'));
  const starts = new Starts();
  if (!app.requestSingleInstanceLock(starts.first)) return app.quit();
  const quitting = new Quitting();
  const agent = agentFolder({
    isPackaged: app.isPackaged,
    path: app.getAppPath(),
    resources: process.resourcesPath,
  });
  const core = makeCore({
    profile,
    agent,
    version: app.getVersion(),
    env: process.env,
    desktop: electronDesktop,
  });
  await app.whenReady();
  // In the words of https://w3c.github.io/user-timing/: what a start takes is measured from here (test/e2e).
  performance.mark('ready');
  await openWindows(core, { out, starts, quitting });
}

/** How the app was started, and how it ends. */
interface Life {
  /** The folder of the built app. */
  readonly out: string;
  readonly starts: Starts;
  readonly quitting: Quitting;
}

async function openWindows(core: Core, { out, starts, quitting }: Life): Promise<void> {
  serveScheme(session.defaultSession, join(out, 'renderer'));
  guardSession(session.defaultSession);
  const settings = new SettingsStore(core.profile);
  followTheme(settings);
  const states = new WindowStates(core.profile, (words) => console.error(words));
  const windows = makeWindows(core, { settings, states, out, quitting: () => quitting.isDecided });
  const moving = openMoving(core);
  const tray = answerWindows(core, { settings, windows, moving, quitting });
  closeAtEnd(() => Promise.allSettled([closeMoving(moving), core.spares.close()]), states);
  const picture = process.env['GAMGUI_SCREENSHOT'];
  if (picture) offerScreenshot(picture, () => windows.all().at(-1));
  // What is on record needs no answer of a place: its windows are there at once.
  core.sessions.recall();
  starts.follow(windows, core.sessions);
  const { hidden } = starts.first;
  const restore = () =>
    hidden ? Promise.resolve() : restoreWindows({ windows, states, sessions: core.sessions });
  const restored = restore().then(async () => {
    // Started at log-in the app is in the tray alone, unless there is none: it must be somewhere.
    if (windows.all().length === 0 && !(hidden && (await tray.came))) windows.home();
  });
  // After sleep every connection is suspect: what is lost is tried at once, what lives is asked whether it does.
  powerMonitor.on('resume', () => core.surroundings.changed());
  settings.onChange(() => {
    core.settingsChanged();
    core.spares.settingsChanged();
  });
  // What is watched is listed once for both.
  core.sessions.watch();
  const found = core.sessions.find().catch((error) => console.error(String(error)));
  await Promise.all([restored, found]);
  // That may have taken long.
  if (quitting.isDecided) return;
  core.spares.start();
  await restore();
  await resumeMoving(moving, core);
}

/** A link that does not answer holds up no end. What is under way goes on from what is kept. ms */
const CLOSING_MS = 5_000;

/** The app waits with its end until nothing is written any more. */
function closeAtEnd(close: () => Promise<unknown>, states: WindowStates): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    states.write();
    const end = () => {
      closed = true;
      app.quit();
    };
    const tooLong = new Promise((go) => setTimeout(go, CLOSING_MS));
    Promise.race([close(), tooLong]).then(end, end);
  });
}

function makeWindows(
  core: Core,
  parts: { settings: SettingsStore; states: WindowStates; out: string; quitting: () => boolean },
): Windows {
  const { settings, states, out, quitting } = parts;
  const over = new Set(['ended', 'failed', 'ending']);
  const isOver = (session: Session) => over.has(session.state.kind);
  const goesOn = (id: SessionId) =>
    core.sessions.list().some((one) => one.id === id && !isOver(one));
  const waiting = (id: SessionId) => core.sessions.waiting(id);
  const windows = new Windows({
    states,
    out,
    mayClose: closingCheck({ settings, goesOn, waiting, quitting }),
    quitting,
  });
  core.sessions.on('changed', () =>
    windows.forget(core.sessions.list().flatMap((one) => (isOver(one) ? [one.id] : []))),
  );
  return windows;
}

function followTheme(settings: SettingsStore): void {
  const apply = () => {
    nativeTheme.themeSource = settings.get().theme;
  };
  apply();
  settings.onChange(apply);
}

/** What the pages and the tray act on. */
interface Acting {
  readonly settings: SettingsStore;
  readonly windows: Windows;
  readonly moving: Moving;
  readonly quitting: Quitting;
}

/** Answers what the pages and the tray ask, and tells them what changes. */
function answerWindows(core: Core, { settings, windows, moving, quitting }: Acting): OpenTray {
  const { sessions, tenants } = core;
  const tenantStore = new TenantStore(core.profile);
  const push = <P extends Push>(channel: P, value: Pushed<P>) => {
    for (const window of windows.all()) window.webContents.send(channel, value);
  };
  const places = async () => {
    const all = await Promise.all(core.backends.map(place));
    push('places.changed', all);
    return all;
  };
  const begin = beginSession({
    sessions,
    spares: core.spares,
    settings,
    tenants,
    windows,
    ...moving,
  });
  const asking = new Asking();
  followMenu(settings, (act) => {
    const home = windows.home();
    if (act === 'check-updates') asking.ask(home, { kind: 'updates' });
  });
  const diagnostics = makeDiagnostics(core);
  const updates = followUpdates(core, settings);
  updates.onChange((status) => push('updates.changed', status));
  const handlers = makeHandlers({
    begin,
    asking,
    diagnostics,
    updates,
    openBrowser: core.desktop.openBrowser,
    secrets: core,
    tellAsking: (id, text) => push('tenants.asking', { id, text }),
    sessions,
    spares: core.spares,
    settings,
    tenants,
    tenantStore,
    windows,
    ...moving,
    clusters: clusterChoice(settings, process.env, core.google),
    info: () => info(core, [...settings.notices, ...tenantStore.notices]),
    places,
    connect: (id, page) =>
      connectTerminal((heard) => openTerminal(id, windows, sessions, heard), page),
  });
  registerHandlers(handlers, isOwnSender);
  tellTransfers(moving.transfers, windows);
  tellEnds(sessions, windows, () => settings.get().notifyEnds);
  tellJobs(sessions, windows, asking, () => settings.get().notifyJobs);
  const tell = (list: Session[]) => push('sessions.changed', list);
  sessions.on(
    'changed',
    tellSessions(() => sessions.list(), tell),
  );
  settings.onChange((value) => {
    push('settings.changed', value);
    windows.tellAhead('settings.changed', value);
  });
  core.spares.on('changed', () => push('spares.changed', core.spares.status));
  core.spares.on('looked', () => {
    if (core.spares.status.ready > 0) windows.prepare();
    else windows.unprepare();
  });
  tellDiagnostics(diagnostics, sessions, windows);
  tenantStore.onChange(() => push('tenants.changed', tenants.list()));
  core.google.account.onChange((status) => {
    push('google.changed', status);
    if (status.kind !== 'signing-in') void places();
  });
  const onTenants = (changed: () => void) => tenantStore.onChange(changed);
  return liveOnDesktop(core, { settings, windows, quitting, begin, asking, onTenants });
}

/** The link of a session's window, which remembers that it holds the terminal. */
function openTerminal(
  id: SessionId,
  windows: Windows,
  sessions: SessionManager,
  heard: (message: ToTerminal) => void,
): TerminalLink {
  return sessions.openTerminal(id, windows.meeting(id), (message) => {
    if (message.type === 'link' && message.state.kind === 'live') windows.holds(id);
    heard(message);
  });
}

async function info(core: Core, notices: readonly AppError[]): Promise<AppInfo> {
  const { platform } = process;
  const gam = await core.runtime.find().then(
    (found) => found.gam.version,
    () => null,
  );
  return {
    version: core.version,
    electron: process.versions.electron,
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    gam,
    notices: [...notices, ...core.notices()],
  };
}

async function place(backend: Backend): Promise<Place> {
  const { kind, title, about } = backend;
  return { backend: kind, title, about, status: await backend.check() };
}
