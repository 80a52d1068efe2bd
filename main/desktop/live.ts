/** The app's life on a desktop beside its windows: its icon in the tray, what closing and quitting do, its start at log-in. */
import type { Core } from '../core';
import type { BeginSession } from '../ipc/begin';
import type { SettingsStore } from '../settings/store';
import type { Asking } from './asking';
import { followAutostart } from './autostart';
import { followLastWindow } from './last-window';
import { EndOrLeave } from './quit/question';
import type { Quitting } from './quit/quitting';
import { trayActs } from './tray/acts';
import { type OpenTray, openTray } from './tray/open-tray';
import type { Windows } from './windows';

/** What it acts on. */
export interface LiveParts {
  readonly settings: SettingsStore;
  readonly windows: Windows;
  readonly quitting: Quitting;
  readonly begin: BeginSession;
  readonly asking: Asking;
  /** Calls the listener when a tenant was added, changed or removed. */
  readonly onTenants: (changed: () => void) => void;
}

/** From now on; the tray is told of to whoever has to know whether it is there. */
export function liveOnDesktop(core: Core, parts: LiveParts): OpenTray {
  const { sessions, tenants, google } = core;
  const { settings, windows, quitting, begin, asking, onTenants } = parts;
  const question = new EndOrLeave({ sessions, settings, windows, leave: () => quitting.leave() });
  quitting.askBy(() => question.quit());
  const act = trayActs({
    sessions,
    settings,
    tenants,
    windows,
    begin,
    askNew: (tenant) => asking.ask(windows.home(), { kind: 'new-session', tenant }),
    signIn: () => google.account.signIn(),
    endAll: () => question.endAll(),
    quit: () => void question.quit(),
  });
  const sources = {
    sessions: () => sessions.list(),
    tenants: () => tenants.list(),
    google: () => google.account.status(),
    onChange: (listener: () => void) => {
      sessions.on('changed', listener);
      google.account.onChange(listener);
      onTenants(listener);
    },
  };
  const tray = openTray(sources, act);
  followLastWindow({ settings, windows, tray, quitting });
  followAutostart(settings, process.env);
  return tray;
}
