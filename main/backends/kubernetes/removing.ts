/** Removes a session's pod and claim for good: by UID, watched until they are gone. */
import type { V1Pod } from '@kubernetes/client-node';
import type { SessionId } from '../../../preload/contract';
import { Failure } from '../../failure';
import type { Cluster } from './clusters';
import { GRACE_S } from './pods/manifest';
import { ANNOTATIONS, podName } from './pods/names';
import { isSpare } from './pods/spare';

/** The agent's grace, the kubelet's work, and a busy API server. ms */
const PATIENCE_MS = GRACE_S * 1000 + 30_000;

/** A spare has nothing to lose. seconds */
const SPARE_GRACE_S = 1;

/**
 * Removes a spare unless it is a session by now: who claims it at this moment has changed it, and it stays.
 * @throws Failure as removePod
 */
export async function removeSpare(id: SessionId, cluster: Cluster): Promise<'gone' | 'claimed'> {
  const { client } = cluster;
  const name = podName(id);
  for (;;) {
    const pod = await ownPod(name, cluster);
    if (pod === null) break;
    if (!isSpare(pod)) return 'claimed';
    const { uid = '', resourceVersion } = pod.metadata ?? {};
    const how = { uid, version: resourceVersion, graceSeconds: SPARE_GRACE_S };
    if ((await untilGone(name, how, cluster)) === 'gone') break;
  }
  await removeClaim(name, client);
  return 'gone';
}

/** Resolves when nothing of it is left. @throws Failure: `not-gone`, `not-yours`, or why the cluster refused */
export async function removePod(id: SessionId, cluster: Cluster): Promise<void> {
  const name = podName(id);
  const pod = await ownPod(name, cluster);
  const uid = pod?.metadata?.uid ?? '';
  if (pod !== null) await untilGone(name, { uid, graceSeconds: GRACE_S }, cluster);
  await removeClaim(name, cluster.client);
}

/** The pod, or null: there is none. @throws Failure `not-yours` */
async function ownPod(name: string, { client, owner }: Cluster): Promise<V1Pod | null> {
  const pod = await client.getPod(name);
  if (pod === null || pod.metadata?.annotations?.[ANNOTATIONS.owner] === owner) return pod;
  throw new Failure('not-yours', `The pod ${name} is another user's.`);
}

async function removeClaim(name: string, client: Cluster['client']): Promise<void> {
  const claim = await client.getClaim(name);
  if (claim !== null) await client.deleteClaim(name, { uid: claim.metadata?.uid ?? '' });
}

/** Deletes the pod with this UID, and of this version; one that took its name meanwhile is not ours. */
async function untilGone(
  name: string,
  how: {
    readonly uid: string;
    readonly version?: string | undefined;
    readonly graceSeconds: number;
  },
  { client }: Cluster,
): Promise<'gone' | 'changed'> {
  const { uid } = how;
  const said = await client.deletePod(name, how);
  if (said !== 'ending') return said;
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
  if (gone.signal.aborted) return 'gone';
  const seconds = PATIENCE_MS / 1000;
  const message = `The pod ${name} is still there ${seconds} s after it was deleted.`;
  const fix = 'Its node may be lost: ask whoever keeps the cluster.';
  throw new Failure('not-gone', message, fix);
}
