/** Opens the sheet for a new session where that was asked for outside the window. */
import { useEffect } from 'react';
import { bridge } from '../ui/bridge';
import type { AskNew } from './App';

/** From now on; and at once where this window was made for it. */
export function useAskedNew(askNew: AskNew): void {
  useEffect(() => {
    const take = async () => {
      const answer = await bridge.call('new-session.take');
      if (!answer.ok || answer.value === null) return;
      const { tenant } = answer.value;
      askNew(tenant === null ? {} : { tenant });
    };
    void take();
    return bridge.on('new-session.asked', () => void take());
  }, [askNew]);
}
