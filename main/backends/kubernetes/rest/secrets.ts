/** One Secret, read and changed for a person who asked for that: the only place where the app looks into one. */
import { z } from 'zod';
import type { Network } from '../../../network/network';
import type { ClusterAccess } from '../access';
import { ClusterReader } from './reader';

const Secret = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1) }),
  data: z.record(z.string(), z.string()).default({}),
});

/** What a Secret holds, by its keys, as text; secret. */
export type SecretTexts = ReadonlyMap<string, string>;

/**
 * Changes keys of a Secret to what `change` answers for what is in it now. Others stay. Written only if nobody has changed it
 * in between: its version is the condition.
 * @throws Failure `forbidden`, `not-found`, `conflict`, others of the way, and what `change` throws
 */
export async function changeSecret(
  name: string,
  { access, network }: { readonly access: ClusterAccess; readonly network: Network },
  change: (now: SecretTexts) => Readonly<Record<string, string>>,
): Promise<void> {
  const reader = new ClusterReader(access, network);
  const path = `/api/v1/namespaces/${encodeURIComponent(access.namespace)}/secrets/${encodeURIComponent(name)}`;
  const of = { resource: 'secrets', name } as const;
  const { metadata, data } = await reader.read(Secret, { path, doing: { ...of, verb: 'get' } });
  const now = Object.entries(data).map(([key, coded]) => [key, decoded(coded)] as const);
  const changed = Object.entries(change(new Map(now)));
  const coded = changed.map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  const { resourceVersion } = metadata;
  await reader.read(Secret, {
    path,
    doing: { ...of, verb: 'patch' },
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: { metadata: { resourceVersion }, data: Object.fromEntries(coded) },
  });
}

function decoded(coded: string): string {
  return Buffer.from(coded, 'base64').toString('utf8');
}
