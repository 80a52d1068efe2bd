/** The one gate for what windows ask: an exact sender, a parsed argument, one shape of answer. */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { z } from 'zod';
import { type Channel, calls, type Output, type Result } from '../../preload/contract';
import { Failure, toAppError } from '../failure';

type Parsed<C extends Channel> = z.output<(typeof calls)[C]['input']>;

/** What answers a channel; `event.sender` is a window of the app, its argument has been parsed. */
export type Handlers = {
  [C in Channel]: (input: Parsed<C>, event: IpcMainInvokeEvent) => Output<C> | Promise<Output<C>>;
};

/** Tells whether a call comes from the main frame of a window of the app, at its own address. */
export type SenderCheck = (event: IpcMainInvokeEvent) => boolean;

/** Answers one call; what is thrown becomes the answer's error. */
async function answer<C extends Channel>(
  channel: C,
  handlers: Handlers,
  event: IpcMainInvokeEvent,
  input: unknown,
): Promise<Result<Output<C>>> {
  const parsed = calls[channel].input.safeParse(input);
  try {
    if (!parsed.success)
      throw new Failure('bad-call', `${channel} was called with what it does not take.`);
    return { ok: true, value: await handlers[channel](parsed.data as Parsed<C>, event) };
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown) };
  }
}

/** Registers every channel of the contract. A call from anywhere else is refused and said on stderr. */
export function registerHandlers(handlers: Handlers, isOwn: SenderCheck): void {
  for (const channel of Object.keys(calls) as Channel[]) {
    ipcMain.handle(channel, (event, input: unknown) => {
      if (isOwn(event)) return answer(channel, handlers, event, input);
      console.error(`refused ${channel} from a page that is not the app's`);
      return { ok: false, error: { code: 'refused', message: 'This page may not ask that.' } };
    });
  }
}
