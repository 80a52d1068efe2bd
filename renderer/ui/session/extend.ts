/** Moving the end of a session. */
import type { AppError, NearEnd, SessionId } from '../../../preload/contract';
import { bridge } from '../bridge';

const HOUR = 3_600_000;

/** What the button says. */
export const EXTEND = 'Extend by 1 h';

/** Whether an end that is near can be moved: that of a pod's age cannot. */
export function canExtend(near: NearEnd | null): boolean {
  return near !== null && near.why !== 'deadline';
}

/** Moves it by an hour; `onFail` says why not. */
export async function extend(id: SessionId, onFail: (error: AppError) => void): Promise<void> {
  const answer = await bridge.call('sessions.extend', { id, by: HOUR });
  if (!answer.ok) onFail(answer.error);
}
