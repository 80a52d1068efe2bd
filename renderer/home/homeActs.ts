/** What keys, the application's menu and the command palette do in Home. */
import type { Act } from '../../preload/contract';
import { actAnywhere } from '../ui/keys/anywhere';
import type { AskNew } from './App';
import type { Where } from './where';
import { whereOf } from './where';

/** What Home shows over its page. */
export type Over = 'none' | 'palette' | 'shortcuts' | 'updates';

/** Gives the function that does an act. */
export function homeActs(
  askNew: AskNew,
  show: (where: Where) => void,
  over: (what: Over) => void,
): (act: Act) => void {
  return (act) => {
    if (actAnywhere(act)) return;
    if (act === 'new-session' || act === 'new-session-home') askNew();
    else if (act === 'home') show(whereOf({ show: 'sessions' }));
    else if (act === 'jobs') show(whereOf({ show: 'jobs' }));
    else if (act === 'tenants' || act === 'diagnostics') show(whereOf({ show: act }));
    else if (act === 'settings') show(whereOf({ show: 'settings' }));
    else if (act === 'palette' || act === 'shortcuts') over(act);
  };
}
