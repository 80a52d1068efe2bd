/** A cluster may refuse a token before its time: it was revoked, or a clock is wrong. Then a new one is asked for, once. */
import type { ClusterAccess } from '../access';
import { Refusal } from './trouble';

/**
 * Tries, and once more with new credentials where the cluster refused who asks (401).
 * @throws Failure `sign-in-again`, where there are none any more; else the last try's error
 */
export async function withRenewal<T>(
  { renew }: ClusterAccess,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (renew === undefined || !(error instanceof Refusal) || error.status !== 401) throw error;
    await renew();
    return await attempt();
  }
}
