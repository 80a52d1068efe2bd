/** The time for what is below, renewed each second: only who shows it is drawn again, not all that is between. */
import { createContext, type ReactNode, useContext } from 'react';
import { useNow } from './bridge';

const NowContext = createContext(0);

/** Gives the time to what is below. */
export function Now(props: { children: ReactNode }) {
  return <NowContext.Provider value={useNow()}>{props.children}</NowContext.Provider>;
}

/** The time, in ms since 1970, inside `Now`. */
export function useSharedNow(): number {
  return useContext(NowContext);
}
