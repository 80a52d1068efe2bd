/** Keeps a cluster for new sessions, and has the places looked at again. */
import type { AppError, ChosenCluster } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';

export async function choose(
  cluster: ChosenCluster,
  onFail: (error: AppError) => void,
): Promise<void> {
  const answer = await bridge.call('clusters.choose', cluster);
  if (!answer.ok) return onFail(answer.error);
  await bridge.call('places.list');
}
