/** What main knows of newer versions, kept up to date. */
import type { UpdateStatus } from '../../../preload/contract';
import { bridge, useLive } from '../../ui/bridge';

const ask = () => bridge.call('updates.status');

/** Null: not known yet. */
export function useUpdates(): UpdateStatus | null {
  return useLive(ask, 'updates.changed').value;
}
