/** Keeps the order of the list while the window is looked at; who comes back finds it in order again. */
import { useEffect, useRef, useState } from 'react';
import type { Session } from '../../preload/contract';
import { freshOrder, keptOrder, NO_ORDER, type Order } from '../ui/session/order';

export function useOrder(sessions: readonly Session[]): Order {
  const kept = useRef<Order>(NO_ORDER);
  const [, setLooks] = useState(0);
  useEffect(() => {
    const look = () => {
      kept.current = NO_ORDER;
      setLooks((n) => n + 1);
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  kept.current =
    kept.current === NO_ORDER ? freshOrder(sessions) : keptOrder(kept.current, sessions);
  return kept.current;
}
