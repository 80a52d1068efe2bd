/** The time for what is below, renewed at a pace: only who shows it is drawn again, not all that is between. */
import { createContext, type ReactNode, useContext } from 'react';
import { useNow } from './bridge';

const NowContext = createContext(0);

/** Gives the time to what is below, at the pace for that time (pace.ts). */
export function Now(props: { paceAt: (now: number) => number; children: ReactNode }) {
  const now = useNow(props.paceAt);
  return <NowContext.Provider value={now}>{props.children}</NowContext.Provider>;
}

/** The time, in ms since 1970, inside `Now`. */
export function useSharedNow(): number {
  return useContext(NowContext);
}
