/** The transfers of the window's session, between terminal and status line: at most two rows of them, then how many more. */
import './transfers.css';
import { useSyncExternalStore } from 'react';
import type { AppError, Transfer } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { count } from '../../ui/time';
import { TransferRow } from './TransferRow';
import { inOrder } from './words';

const ROWS = 2;
/** Two beside each other, where there is room. */
const WIDE = window.matchMedia('(width >= 640px)');

export function Transfers(props: {
  transfers: readonly Transfer[];
  decide: (transfer: Transfer) => void;
  all: () => void;
  failed: (error: AppError) => void;
}) {
  const { transfers, decide, all, failed } = props;
  const isWide = useSyncExternalStore(followWide, () => WIDE.matches);
  if (transfers.length === 0) return null;
  const room = ROWS * (isWide ? 2 : 1);
  const shown = inOrder(transfers).slice(0, transfers.length > room ? room - 1 : room);
  const more = transfers.length - shown.length;
  return (
    <section className="transfers-pane" aria-label="Transfers" data-pane="">
      <ul className="transfers" aria-label="Transfers">
        {shown.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} decide={decide} failed={failed} />
        ))}
        {more === 0 ? null : (
          <li className="transfer">
            <Button small kind="quiet" onPress={all}>
              {`${count(more)} more…`}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

function followWide(changed: () => void): () => void {
  WIDE.addEventListener('change', changed);
  return () => WIDE.removeEventListener('change', changed);
}
