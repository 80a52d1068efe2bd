/** What windows may ask of diagnostics. */
import type { IpcMainInvokeEvent } from 'electron';
import { type SessionId, TargetKey } from '../../preload/contract';
import { sessionKey } from '../diagnostics/compose';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Handlers } from './handle';

type Own = Pick<Handlers, Extract<keyof Handlers, `diagnostics.${string}`>>;

/** `caller`: the session of the window that asks; `show`: brings Home's page of diagnostics to the front. */
export function diagnosticsHandlers(
  diagnostics: Diagnostics,
  caller: (event: IpcMainInvokeEvent) => SessionId,
  show: () => void,
): Own {
  return {
    'diagnostics.get': () => diagnostics.get(),
    'diagnostics.check': ({ targets }) => diagnostics.check(targets),
    'diagnostics.cancel': ({ target }) => diagnostics.cancel(target),
    'diagnostics.report': () => diagnostics.report(),
    'diagnostics.session': (_input, event) => {
      diagnostics.want(sessionKey(caller(event)));
      show();
    },
    'diagnostics.place': ({ place }) => {
      diagnostics.want(TargetKey.parse(place));
      show();
    },
  };
}
