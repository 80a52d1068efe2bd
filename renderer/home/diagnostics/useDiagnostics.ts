/** What main knows of diagnostics, kept up to date while the page is seen. */

import type { Diagnostics } from '../../../preload/contract';
import { bridge, type Live, useLive } from '../../ui/bridge';

const ask = () => bridge.call('diagnostics.get');

/** Both null: not known yet. */
export function useDiagnostics(): Live<Diagnostics> {
  return useLive(ask, 'diagnostics.changed');
}
