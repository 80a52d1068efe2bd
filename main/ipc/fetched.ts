/** Fetches one file and waits until it is there, for what is no part of a window's list of transfers. */
import { join } from 'node:path';
import type { SessionId } from '../../preload/contract';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import { arrived } from './arrived';

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
  await arrived(transfers, session, (one) => one.id === id);
}
