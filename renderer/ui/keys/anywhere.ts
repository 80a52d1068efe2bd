/** The acts that are the same in every window. */
import { type Act, sessionAt } from '../../../preload/shortcuts';
import { bridge } from '../bridge';
import { freshOrder } from '../session/order';
import { goToPane } from './panes';

/** Brings the window of the session that stands at a place in Home's list, counted from 0. */
async function openSession(at: number): Promise<void> {
  const sessions = await bridge.call('sessions.list');
  if (!sessions.ok) return;
  const id = freshOrder(sessions.value).running[at];
  if (id !== undefined) await bridge.call('sessions.open', { id });
}

/** Does an act that needs nothing of its window; false: it is another one. */
export function actAnywhere(act: Act): boolean {
  const at = sessionAt(act);
  if (at !== null) void openSession(at);
  else if (act === 'next-pane') goToPane(1);
  else if (act === 'previous-pane') goToPane(-1);
  else if (act === 'close-window') window.close();
  else if (act === 'check-updates') void bridge.call('updates.sheet');
  else if (act === 'quit') void bridge.call('app.quit');
  else return false;
  return true;
}
