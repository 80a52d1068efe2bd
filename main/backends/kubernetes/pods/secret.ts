/** A tenant's Secret in the pod: a volume of its own, read only, which the agent copies into memory for GAM. */
import type { CoreV1Event, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { KeptTenant } from '../../../../preload/contract';
import { Failure } from '../../../failure';
import { IMAGE } from '../../image';

const VOLUME = 'gamgui-secret';
/** For its owner alone; the kubelet adds the pod's own group, since it is another user's. */
const MODE = 0o400;
/** GAM's names for its files, which the keys must have. */
const FILES = ['client_secrets.json', 'oauth2.txt', 'oauth2service.json'];

/** The volume of the tenant's Secret, where it has one. */
export function secretVolumes({ source }: KeptTenant): V1Volume[] {
  if (source.kind !== 'secret') return [];
  return [{ name: VOLUME, secret: { secretName: source.name, defaultMode: MODE } }];
}

/** Where it is mounted. */
export function secretMounts({ source }: KeptTenant): V1VolumeMount[] {
  if (source.kind !== 'secret') return [];
  return [{ name: VOLUME, mountPath: IMAGE.secret, readOnly: true }];
}

/** Why a pod cannot have its tenant's Secret, by the pod's events, or null: nothing is said against it. */
export function withoutSecret(
  { source }: KeptTenant,
  namespace: string,
  events: readonly CoreV1Event[],
): Failure | null {
  if (source.kind !== 'secret') return null;
  const said = events.some(
    ({ reason, message }) =>
      reason === 'FailedMount' && message?.includes(`secret "${source.name}" not found`),
  );
  if (!said) return null;
  const from = FILES.map((file) => `--from-file=${file}`).join(' ');
  const fix = `Make it from the folder of GAM’s files, or ask whoever may: kubectl -n ${namespace} create secret generic ${source.name} ${from}`;
  return new Failure(
    'no-secret',
    `There is no Secret “${source.name}” in the namespace “${namespace}”, in which the tenant’s credentials are to be.`,
    fix,
  );
}
