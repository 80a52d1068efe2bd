/** Brings the windows back that were open when the app went. */
import type { BrowserWindow } from 'electron';
import { SessionId } from '../../preload/contract';
import type { SessionManager } from '../sessions/manager';
import { painted } from './painted';
import type { WindowStates } from './window-states';
import { HOME, type Windows } from './windows';

/** What is brought back, and from what. */
export interface RestoringParts {
  readonly windows: Windows;
  readonly states: WindowStates;
  readonly sessions: Pick<SessionManager, 'all'>;
}

/**
 * Brings back those whose sessions are known by now. The one that had the focus comes first, and the others one by one
 * after it, so that it is there as soon as if it were alone.
 */
export async function restoreWindows(parts: RestoringParts): Promise<void> {
  const { windows, states } = parts;
  let front: BrowserWindow | null = null;
  for (const name of states.open()) {
    const before = windows.all();
    const window = restore(name, before.length === 0, parts);
    if (window === null || before.includes(window)) continue;
    if (before.length === 0) front = window;
    await painted(window);
  }
  // The others were shown over it.
  if (front !== null && !front.isDestroyed() && front.isFocused()) front.moveTop();
}

function restore(name: string, focus: boolean, parts: RestoringParts): BrowserWindow | null {
  const { windows, sessions } = parts;
  if (name === HOME) return windows.restoreHome(focus);
  const id = SessionId.safeParse(name);
  const session = sessions.all().find((one) => one.id === id.data);
  // Of one that has ended there is nothing to come back to.
  if (session === undefined || session.phase.kind !== 'running') return null;
  return windows.restoreTerminal(session.view(), focus);
}
