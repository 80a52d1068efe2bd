/** What the entries of the tray's menu do. */
import {
  type BackendKind,
  type SessionId,
  type TenantId,
  whyNotThere,
} from '../../../preload/contract';
import type { BeginSession } from '../../ipc/begin';
import type { SessionManager } from '../../sessions/manager';
import { stopJob } from '../../sessions/stopping';
import type { SettingsStore } from '../../settings/store';
import type { Tenants } from '../../tenants/tenants';
import { askToEnd, askToStop } from '../ask-to-end';
import { tellFailure } from '../tell-failure';
import type { Windows } from '../windows';
import type { TrayAct } from './tray-state';

/** What they act on. */
export interface ActParts {
  readonly sessions: SessionManager;
  readonly settings: SettingsStore;
  readonly tenants: Tenants;
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
    case 'stop':
      return stopOne(act.id, act.job, parts);
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

/** Another one may have begun since the menu was drawn: the one that was asked about is stopped, or none. */
async function stopOne(id: SessionId, job: string, { sessions }: ActParts): Promise<void> {
  const session = sessions.get(id);
  const running = session.jobs.find((one) => one.id === job && one.endedAt === null);
  if (running === undefined || !(await askToStop(session.view(), running))) return;
  await stopJob(sessions.connection(id), job);
}

/** As last time, but for this tenant; where that cannot be, the sheet says why and offers the rest. */
async function startNew(tenant: TenantId, parts: ActParts): Promise<void> {
  const { lastSession: last, lifeMs } = parts.settings.get();
  if (last === null || !(await canBe(tenant, last.backend, parts))) return parts.askNew(tenant);
  await parts.begin({ ...last, lifeMs, tenant });
}

/** Whether a session of the tenant can be made in the place now. */
async function canBe(id: TenantId, kind: BackendKind, parts: ActParts): Promise<boolean> {
  if (whyNotThere(parts.tenants.get(id).source, kind) !== null) return false;
  return (await parts.sessions.backend(kind).check()).kind === 'ready';
}
