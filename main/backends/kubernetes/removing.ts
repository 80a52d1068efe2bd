/** Removes a session's pod and claim for good: by UID, watched until they are gone. */

import type { SessionId } from '../../../preload/contract';
import { Failure } from '../../failure';
import type { Cluster } from './clusters';
import { GRACE_S } from './pods/manifest';
import { ANNOTATIONS, podName } from './pods/names';

/** The agent's grace, the kubelet's work, and a busy API server. ms */
const PATIENCE_MS = GRACE_S * 1000 + 30_000;

/** Resolves when nothing of it is left. @throws Failure: `not-gone`, `not-yours`, or why the cluster refused */
export async function removePod(id: SessionId, cluster: Cluster): Promise<void> {
  const { client, owner } = cluster;
  const name = podName(id);
  const pod = await client.getPod(name);
  if (pod !== null) {
    if (pod.metadata?.annotations?.[ANNOTATIONS.owner] !== owner)
      throw new Failure('not-yours', `The pod ${name} is another user's.`);
    await untilGone(name, pod.metadata.uid ?? '', cluster);
  }
  const claim = await client.getClaim(name);
  if (claim !== null) await client.deleteClaim(name, { uid: claim.metadata?.uid ?? '' });
}

/** Deletes the pod with this UID; one that took its name meanwhile is not ours. */
async function untilGone(name: string, uid: string, { client }: Cluster): Promise<void> {
  const said = await client.deletePod(name, { uid, graceSeconds: GRACE_S });
  if (said === 'gone') return;
  const gone = new AbortController();
  const isOther = (pod: { metadata?: { uid?: string } } | undefined) => pod?.metadata?.uid !== uid;
  await client.watchPods(
    { fieldSelector: `metadata.name=${name}` },
    (event) => {
      if (event.kind === 'gone' || (event.kind === 'all' && isOther(event.pods[0]))) gone.abort();
      if (event.kind === 'set' && isOther(event.pod)) gone.abort();
    },
    AbortSignal.any([gone.signal, AbortSignal.timeout(PATIENCE_MS)]),
  );
  if (gone.signal.aborted) return;
  const seconds = PATIENCE_MS / 1000;
  const message = `The pod ${name} is still there ${seconds} s after it was deleted.`;
  const fix = 'Its node may be lost: ask whoever keeps the cluster.';
  throw new Failure('not-gone', message, fix);
}
