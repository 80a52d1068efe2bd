/** Waits for transfers that something else goes on with. */

import type { SessionId, Transfer } from '../../preload/contract';
import { Failure } from '../failure';
import type { Transfers } from '../sessions/transfers/queue/transfers';

/** Resolves when the transfer of the session that `isIt` finds is done, or off the list. @throws Failure why it is not */
export async function arrived(
  transfers: Transfers,
  session: SessionId,
  isIt: (transfer: Transfer) => boolean,
): Promise<void> {
  await new Promise<void>((done, fail) => {
    const stop = (end: () => void) => {
      transfers.off('changed', look);
      end();
    };
    const look = () => {
      const state = transfers.list(session).find(isIt)?.state;
      if (state === undefined || state.kind === 'done') return stop(done);
      if (state.kind === 'failed')
        return stop(() => fail(new Failure(state.error.code, state.error.message)));
      if (state.kind === 'cancelled')
        return stop(() =>
          fail(new Failure('cancelled', 'It did not arrive: its transfer was cancelled.')),
        );
    };
    transfers.on('changed', look);
    look();
  });
}
