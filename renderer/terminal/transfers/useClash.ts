/** Shows the question about a taken name by itself where a person has just dropped the files, else when they ask for it. */
import { useEffect, useRef } from 'react';
import type { Transfer } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Open } from '../useOpen';

/** `since`: transfers that this window has not seen asked for wait to be decided. ms since 1970. */
export function useClash(transfers: readonly Transfer[], open: Open, since: number): void {
  const seen = useRef(new Set<string>());
  const { sheet, show } = open;
  useEffect(() => {
    if (sheet.kind === 'clash') {
      // It was answered, here or for all, or is over.
      const now = transfers.find(({ id }) => id === sheet.id);
      if (now?.state.kind === 'asking') return;
      const next = transfers.find((one) => one.group === now?.group && one.state.kind === 'asking');
      if (next === undefined) return open.close();
      seen.current.add(next.id);
      return show({ kind: 'clash', id: next.id });
    }
    if (sheet.kind !== 'none') return;
    const next = transfers.find(
      ({ id, state, askedAt }) =>
        state.kind === 'asking' && askedAt >= since && !seen.current.has(id),
    );
    if (next === undefined) return;
    seen.current.add(next.id);
    show({ kind: 'clash', id: next.id });
  }, [transfers, open, sheet, show, since]);
}

/** Answers; what the session says to it comes with the list. */
export function answer(
  id: Transfer['id'],
  given: 'replace' | 'keep-both' | 'skip',
  forAll: boolean,
): void {
  void bridge.call('transfers.answer', { id, answer: given, forAll });
}
