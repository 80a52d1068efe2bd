/** The app with windows: puts its parts together and decides when it begins and ends. */
import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, session } from 'electron';
import type { AppInfo, Place, Push, Pushed, Session, SessionId } from '../../preload/contract';
import type { Backend } from '../backends/backend';
import { agentFolder, type Core, makeCore } from '../core';
import { clusterChoice } from '../ipc/cluster-choice';
import { registerHandlers } from '../ipc/handle';
import { makeHandlers } from '../ipc/handlers';
import { tellTransfers } from '../ipc/tell-transfers';
import { connectTerminal } from '../ipc/terminal-port';
import { profileFolder } from '../profile';
import { SettingsStore } from '../settings/store';
import { BoundsStore } from './bounds';
import { closingCheck } from './closing';
import { guardSession, isOwnSender } from './guard';
import { setMenu } from './menu';
import { closeMoving, type Moving, openMoving, resumeMoving } from './moving';
import { serveScheme } from './scheme';
import { offerScreenshot } from './screenshot';
import { electronDesktop } from './sign-in';
import { tellSessions } from './tell-sessions';
import { Windows } from './windows';

/** Opens Home, or brings the app that is already open to the front. `out` is the folder of the built app. */
export async function startWindows(out: string): Promise<void> {
  const profile = profileFolder(process.env, process.cwd());
  app.setPath('userData', profile);
  app.setPath('sessionData', join(profile, 'chromium'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  // Quitting needs no question: sessions do not need the app.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => app.quit());
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
  await openHome(core, out);
}

async function openHome(core: Core, out: string): Promise<void> {
  serveScheme(session.defaultSession, join(out, 'renderer'));
  guardSession(session.defaultSession);
  const settings = new SettingsStore(core.profile);
  followTheme(settings);
  const windows = makeWindows(core, settings, out);
  const moving = openMoving(core);
  setMenu(() => windows.home());
  answerWindows(core, settings, windows, moving);
  closeAtEnd(moving);
  app.on('second-instance', () => windows.home());
  app.on('activate', () => windows.home());
  windows.home();
  const picture = process.env['GAMGUI_SCREENSHOT'];
  if (picture) offerScreenshot(picture, () => windows.all().at(-1));
  // After sleep every connection is suspect: what is lost is tried at once, what lives is asked whether it does.
  powerMonitor.on('resume', () => core.surroundings.changed());
  settings.onChange(() => core.settingsChanged());
  // What is watched is listed once for both.
  core.sessions.watch();
  await core.sessions.find();
  await resumeMoving(moving, core);
}

/** A link that does not answer holds up no end. What is under way goes on from what is kept. ms */
const CLOSING_MS = 5_000;

/** The app waits with its end until nothing is written any more. */
function closeAtEnd(moving: Moving): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const end = () => {
      closed = true;
      app.quit();
    };
    const tooLong = new Promise((go) => setTimeout(go, CLOSING_MS));
    Promise.race([closeMoving(moving), tooLong]).then(end, end);
  });
}

function makeWindows(core: Core, settings: SettingsStore, out: string): Windows {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  const over = new Set(['ended', 'failed', 'ending']);
  const goesOn = (id: SessionId) =>
    core.sessions.list().some((one) => one.id === id && !over.has(one.state.kind));
  const waiting = (id: SessionId) => core.sessions.waiting(id);
  const check = closingCheck({ settings, goesOn, waiting, quitting: () => quitting });
  return new Windows(new BoundsStore(core.profile), out, check);
}

function followTheme(settings: SettingsStore): void {
  const apply = () => {
    nativeTheme.themeSource = settings.get().theme;
  };
  apply();
  settings.onChange(apply);
}

/** Answers what the pages ask, and tells them what changes. */
function answerWindows(
  core: Core,
  settings: SettingsStore,
  windows: Windows,
  moving: Moving,
): void {
  const { sessions, tenants } = core;
  const push = <P extends Push>(channel: P, value: Pushed<P>) => {
    for (const window of windows.all()) window.webContents.send(channel, value);
  };
  const places = async () => {
    const all = await Promise.all(core.backends.map(place));
    push('places.changed', all);
    return all;
  };
  const handlers = makeHandlers({
    sessions,
    settings,
    tenants,
    windows,
    ...moving,
    clusters: clusterChoice(settings, process.env, core.google),
    info: () => info(core, settings),
    places,
    connect: (id, page) => connectTerminal((...args) => sessions.openTerminal(...args), id, page),
  });
  registerHandlers(handlers, isOwnSender);
  tellTransfers(moving.transfers, windows);
  const tell = (list: Session[]) => push('sessions.changed', list);
  sessions.on(
    'changed',
    tellSessions(() => sessions.list(), tell),
  );
  settings.onChange((value) => push('settings.changed', value));
  core.google.account.onChange((status) => {
    push('google.changed', status);
    if (status.kind !== 'signing-in') void places();
  });
}

async function info(core: Core, settings: SettingsStore): Promise<AppInfo> {
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
    notices: [...settings.notices, ...core.notices()],
  };
}

async function place(backend: Backend): Promise<Place> {
  const { kind, title, about } = backend;
  return { backend: kind, title, about, status: await backend.check() };
}
