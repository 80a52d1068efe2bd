/** Begins a new session as a person's act: its window is made at once, and the choice is kept for next time. */
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { calls, SessionId } from '../../preload/contract';
import type { Windows } from '../desktop/windows';
import { giveLeft } from '../sessions/left';
import type { SessionManager } from '../sessions/manager';
import type { Spares } from '../sessions/spares/spares';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { SettingsStore } from '../settings/store';
import { mustRunThere, type Tenants } from '../tenants/tenants';

/** What beginning one acts on. */
export interface BeginParts {
  readonly sessions: SessionManager;
  readonly spares: Spares;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly tenants: Tenants;
  /** Shows the session's window. */
  readonly windows: { terminal(...of: Parameters<Windows['terminal']>): unknown };
  readonly transfers: Transfers;
}

/** Resolves when the session can be used. @throws Failure why it could not be made */
export type BeginSession = (
  choice: z.output<(typeof calls)['sessions.create']['input']>,
) => Promise<{ id: SessionId }>;

/** The function that begins one. */
export function beginSession(parts: BeginParts): BeginSession {
  const { sessions, spares, settings, tenants, windows, transfers } = parts;
  return async ({ tenant, backend, size, lifeMs, name, filesOf }) => {
    const from = filesOf === undefined ? null : sessions.get(filesOf);
    const { idleMs } = settings.get();
    const request = { tenant: tenants.get(tenant), backend, size, lifeMs, idleMs, name };
    mustRunThere(request.tenant, backend);
    const claimed = await spares.claim(request);
    const { id, done } =
      claimed === null ? sessions.create(request, { window: true }) : sessions.adopt(claimed);
    windows.terminal(sessions.get(id).view(), claimed === null ? { hold: done } : {});
    // The window's page is told first: keeping the choice waits for a disk.
    await setImmediate();
    settings.set({ lifeMs, lastSession: { tenant, backend, size } });
    await done;
    if (from !== null) await giveLeft(from, id, transfers);
    return { id };
  };
}
