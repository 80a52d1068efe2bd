/** Takes what was asked of this window from elsewhere. */
import { useEffect, useRef } from 'react';
import type { Asked } from '../../preload/contract';
import { bridge } from './bridge';

/** From now on, and at once where the window was made for it; `ready`: whether it can be done now. */
export function useAsked(act: (asked: Asked) => void, ready = true): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!ready) return;
    const take = () =>
      void bridge.call('window.takeAsked').then((answer) => {
        if (answer.ok && answer.value !== null) latest.current(answer.value);
      });
    take();
    return bridge.on('window.asked', take);
  }, [ready]);
}
