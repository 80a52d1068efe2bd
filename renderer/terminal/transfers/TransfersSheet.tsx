/** All transfers of the session: what moves, what waits, and what was done. */
import { useRef } from 'react';
import type { AppError, Transfer } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Sheet } from '../../ui/Sheet';
import { useWindow } from '../files/useWindow';
import { TransferRow } from './TransferRow';
import { inOrder, isOver } from './words';

/** As transfers.css has it. Pixels. */
const ROW = 46;

export function TransfersSheet(props: {
  transfers: readonly Transfer[];
  decide: (transfer: Transfer) => void;
  failed: (error: AppError) => void;
  onClose: () => void;
}) {
  const { transfers, decide, failed, onClose } = props;
  const frame = useRef<HTMLDivElement>(null);
  const seen = useWindow(frame, transfers.length, ROW);
  const all = inOrder(transfers);
  return (
    <Sheet
      kind="wide"
      title="Transfers"
      onClose={onClose}
      foot={
        <>
          <Button
            disabled={!transfers.some(isOver)}
            onPress={() => void bridge.call('transfers.forget', { id: null })}
          >
            Clear what is over
          </Button>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Close
          </Button>
        </>
      }
    >
      {transfers.length === 0 ? (
        <p className="text-3">Nothing moves. Drop files on the window to send them.</p>
      ) : (
        <div className="all-transfers scroll" ref={frame}>
          <div style={{ height: seen.whole }}>
            <ul style={{ translate: `0 ${seen.top}px` }}>
              {all.slice(seen.first, seen.last).map((transfer) => (
                <TransferRow
                  key={transfer.id}
                  transfer={transfer}
                  decide={decide}
                  failed={failed}
                />
              ))}
            </ul>
          </div>
        </div>
      )}
    </Sheet>
  );
}
