/** What the entries of the tray's menu do. */
import type { SessionId, TenantId } from '../../../preload/contract';
import type { BeginSession } from '../../ipc/begin';
import type { SessionManager } from '../../sessions/manager';
import type { SettingsStore } from '../../settings/store';
import { askToEnd } from '../ask-to-end';
import { tellFailure } from '../tell-failure';
import type { Windows } from '../windows';
import type { TrayAct } from './tray-state';

/** What they act on. */
export interface ActParts {
  readonly sessions: SessionManager;
  readonly settings: SettingsStore;
  readonly windows: Windows;
  readonly begin: BeginSession;
  /** Shows the sheet for a new session in Home; null: for the tenant of last time. */
  readonly askNew: (tenant: TenantId | null) => void;
  readonly signIn: () => Promise<void>;
  /** Asks, and ends every session. */
  readonly endAll: () => Promise<void>;
  readonly quit: () => void;
}

/** Does what an entry says; where it cannot be done, that is told. */
export function trayActs(parts: ActParts): (act: TrayAct) => void {
  return (act) => void perform(act, parts).catch(tellFailure);
}

async function perform(act: TrayAct, parts: ActParts): Promise<void> {
  const { sessions, windows } = parts;
  switch (act.do) {
    case 'home':
      return void windows.home();
    case 'open':
      return void windows.terminal(sessions.get(act.id).view());
    case 'end':
      return endOne(act.id, parts);
    case 'forget':
      windows.close(act.id);
      return sessions.forget(act.id);
    case 'new':
      return startNew(act.tenant, parts);
    case 'choose':
      return parts.askNew(null);
    case 'reconnect':
      return sessions.retry();
    case 'sign-in':
      return parts.signIn();
    case 'end-all':
      return parts.endAll();
    case 'quit':
      return parts.quit();
  }
}

async function endOne(id: SessionId, { sessions, windows }: ActParts): Promise<void> {
  if (!(await askToEnd(sessions.get(id).view()))) return;
  await sessions.end(id);
  windows.close(id);
}

/** As last time, but for this tenant; where that cannot be, the sheet says why and offers the rest. */
async function startNew(tenant: TenantId, parts: ActParts): Promise<void> {
  const { lastSession: last, lifeMs } = parts.settings.get();
  const place = last === null ? null : await parts.sessions.backend(last.backend).check();
  if (last === null || place?.kind !== 'ready') return parts.askNew(tenant);
  await parts.begin({ ...last, lifeMs, tenant });
}
