/** Tells each terminal window what its session uses. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { SessionId } from '../../preload/contract';
import type { SessionManager } from '../sessions/manager';
import type { Handlers } from './handle';

/** The handler of the usage's channel; `caller` is the session of the terminal window that asks, or throws. */
export function usageHandlers(
  sessions: SessionManager,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): Pick<Handlers, 'usage.get'> {
  const listening = new WeakMap<WebContents, () => void>();
  return {
    'usage.get': (_input, event) => {
      const { usage } = sessions.get(caller(event));
      const page = event.sender;
      const before = listening.get(page);
      before?.();
      const stop = usage.listen((sample) => page.send('usage.sample', sample));
      listening.set(page, stop);
      // A page that is loaded anew asks again; one that is gone does not.
      if (before === undefined) page.once('destroyed', () => listening.get(page)?.());
      return [...usage.samples];
    },
  };
}
