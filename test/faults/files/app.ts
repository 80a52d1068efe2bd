/** The app's side of a round: its list of transfers, as windows have it. */
import { z } from 'zod';
import type { Parts } from '../../../main/sessions/link/connect';
import { localFiles } from '../../../main/sessions/transfers/moves/local-files';
import { Transfers } from '../../../main/sessions/transfers/queue/transfers';
import { SessionId } from '../../../preload/contract';
import type { TransferState } from '../../../preload/transfers';

const SESSION = SessionId.parse('s1abc');
/** Nothing takes so long. Milliseconds. */
const LONG_MS = 300_000;

/** What a person asks for: a path of this computer, or one of the session in base64 and the folder here that it goes to. */
export const Order = z.discriminatedUnion('way', [
  z.object({ way: z.literal('send'), path: z.string() }),
  z.object({ way: z.literal('fetch'), path: z.base64(), to: z.string() }),
]);
export type Order = z.infer<typeof Order>;

/** The list as an app that has just been started has it: what was under way goes on. */
export function startApp(profile: string, parts: Parts): Transfers {
  const transfers = new Transfers({ profile, connection: () => parts, ...localFiles });
  transfers.resume();
  return transfers;
}

export async function ask(transfers: Transfers, order: Order): Promise<void> {
  if (order.way === 'send') await transfers.send(SESSION, [order.path], Buffer.alloc(0));
  else transfers.fetch(SESSION, [Buffer.from(order.path, 'base64')], order.to);
}

/** Resolves when the only transfer is over, or waits for a person. @throws when it takes too long */
export function settled(transfers: Transfers): Promise<TransferState> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = stateOf(transfers);
      if (state === null || moves(state)) return;
      stop();
      resolve(state);
    };
    const late = () => {
      stop();
      reject(new Error(`it did not come to an end: ${JSON.stringify(stateOf(transfers))}`));
    };
    const timer = setTimeout(late, LONG_MS);
    const stop = () => {
      clearTimeout(timer);
      transfers.off('changed', look);
    };
    transfers.on('changed', look);
    look();
  });
}

/** Tries the only transfer again. */
export function retry(transfers: Transfers): void {
  for (const { id } of transfers.list()) transfers.retry(id);
}

function stateOf(transfers: Transfers): TransferState | null {
  return transfers.list()[0]?.state ?? null;
}

function moves(state: TransferState): boolean {
  if (state.kind === 'paused') return state.nextTryAt !== null;
  return state.kind === 'waiting' || state.kind === 'moving';
}
