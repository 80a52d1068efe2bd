/** Fetches one file and waits until it is there, for what is no part of a window's list of transfers. */
import { join } from 'node:path';
import type { SessionId } from '../../preload/contract';
import { Failure } from '../failure';
import type { Transfers } from '../sessions/transfers/queue/transfers';

/** From the session's `path` to `target`, whatever is there: a person was asked. @throws Failure why it is not there */
export async function fetched(
  transfers: Transfers,
  session: SessionId,
  path: Uint8Array,
  target: string,
): Promise<void> {
  const before = new Set(transfers.list(session).map(({ id }) => id));
  transfers.fetch(session, [path], join(target, '..'), { target });
  const id = transfers.list(session).find((one) => !before.has(one.id))?.id;
  await new Promise<void>((done, fail) => {
    const stop = (end: () => void) => {
      transfers.off('changed', look);
      end();
    };
    const look = () => {
      const state = transfers.list(session).find((one) => one.id === id)?.state;
      if (state === undefined || state.kind === 'done') return stop(done);
      if (state.kind === 'failed')
        return stop(() => fail(new Failure(state.error.code, state.error.message)));
      if (state.kind === 'cancelled')
        return stop(() => fail(new Failure('cancelled', 'It was not saved: it was cancelled.')));
    };
    transfers.on('changed', look);
    look();
  });
}
