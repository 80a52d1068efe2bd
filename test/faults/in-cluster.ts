/** The same with sessions in pods of this machine's own cluster, which the environment names. */
import { faults as faultsWith } from './faults';
import { PodSessions } from './files/there/pods';

/** Runs what the words say, and resolves to the exit code. `folder`: where relative paths begin. */
export function faults(words: readonly string[], folder: string): Promise<number> {
  return faultsWith(words, folder, () => PodSessions.begin());
}
