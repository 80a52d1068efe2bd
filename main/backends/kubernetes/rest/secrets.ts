/** One Secret, read and changed for a person who asked for that: the only place where the app looks into one. */
import { z } from 'zod';
import type { Network } from '../../../network/network';
import type { ClusterAccess } from '../access';
import { Calls } from './calls';
import { connectionOf } from './connection';
import { exchange, type Reply } from './http';
import { withRenewal } from './renewing';
import { BadReply, Refusal } from './trouble';

/** How long a reply may take, ms. */
const TIMEOUT_MS = 15_000;

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
  const connection = connectionOf(access, network);
  const calls = new Calls(connection, access.namespace);
  const path = `/api/v1/namespaces/${encodeURIComponent(access.namespace)}/secrets/${encodeURIComponent(name)}`;
  const send = (method: string, body?: object) =>
    withRenewal(access, async () => {
      const sent =
        body === undefined
          ? {}
          : {
              body: JSON.stringify(body),
              headers: { 'Content-Type': 'application/merge-patch+json' },
            };
      return checked(
        await exchange(connection, {
          ...sent,
          method,
          path,
          signal: undefined,
          timeoutMs: TIMEOUT_MS,
        }),
      );
    });
  const read = { verb: 'get', resource: 'secrets', name } as const;
  const { metadata, data } = await calls.doing(read, undefined, () => send('GET'));
  const now = Object.entries(data).map(([key, coded]) => [key, decoded(coded)] as const);
  const changed = Object.entries(change(new Map(now)));
  const coded = changed.map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  const { resourceVersion } = metadata;
  const patch = { metadata: { resourceVersion }, data: Object.fromEntries(coded) };
  await calls.doing({ verb: 'patch', resource: 'secrets', name }, undefined, () =>
    send('PATCH', patch),
  );
}

function checked({ status, headers, text }: Reply): z.infer<typeof Secret> {
  if (status < 200 || status >= 300)
    throw new Refusal({ status, text, date: headers.date, retryAfter: headers['retry-after'] });
  try {
    return Secret.parse(JSON.parse(text));
  } catch {
    // Not the parser's words: they would quote it.
    throw new BadReply('it is not a Secret');
  }
}

function decoded(coded: string): string {
  return Buffer.from(coded, 'base64').toString('utf8');
}
