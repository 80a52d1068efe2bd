/** How the checks of a cluster tell what went wrong. */
import type { Outcome } from '../../../preload/contract';
import { Failure } from '../../failure';
import { failedBy, unchecked } from '../check';
import { commandFor } from './fixes';
import type { ClusterLook } from './look';

/** A failure of the cluster, with the command that goes with it. `what`: in a few words. */
export function clusterFailed(look: ClusterLook, failure: Failure, what: string): Outcome {
  const { place, settings } = look;
  return failedBy(failure, what, commandFor(failure, { place, settings, host: hostOf(look) }));
}

function hostOf(look: ClusterLook): string | null {
  try {
    return look.reader.connection.host;
  } catch {
    return null;
  }
}

/**
 * Runs a check that reads what not everybody may read: where it may not be, that is said, and is no failure. `what`: what
 * went wrong otherwise, in a few words.
 */
export async function ifReadable(
  look: ClusterLook,
  words: { readonly what: string; readonly unreadable: string },
  check: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await check();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.code === 'forbidden') return unchecked(words.unreadable);
    return clusterFailed(look, thrown, words.what);
  }
}

/** Runs a check whose failures are told in a few words, `what`. */
export async function orFailed(
  look: ClusterLook,
  what: string,
  check: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await check();
  } catch (thrown) {
    if (thrown instanceof Failure) return clusterFailed(look, thrown, what);
    throw thrown;
  }
}
