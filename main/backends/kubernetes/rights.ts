/** Whether the user may do there what sessions and spares need, asked before anything is made. */
import { Failure } from '../../failure';
import type { ClusterClient } from './rest/client';

/** https://kubernetes.io/docs/reference/access-authn-authz/: exec over WebSocket is `get`, and since 1.35 `create` as well. */
const NEEDED = [
  { verb: 'create', resource: 'pods' },
  { verb: 'list', resource: 'pods' },
  { verb: 'watch', resource: 'pods' },
  { verb: 'get', resource: 'pods' },
  { verb: 'delete', resource: 'pods' },
  { verb: 'get', resource: 'pods', subresource: 'exec' },
  { verb: 'create', resource: 'pods', subresource: 'exec' },
] as const;

/** The failure that names what is not allowed in the namespace, or null: all is. */
export async function missingRights(
  client: ClusterClient,
  namespace: string,
): Promise<Failure | null> {
  const answers = await client.can([...NEEDED]);
  const missing = NEEDED.filter((_, index) => answers[index] === false);
  if (missing.length === 0) return null;
  const names = missing.map((one) =>
    'subresource' in one
      ? `${one.verb} ${one.resource}/${one.subresource}`
      : `${one.verb} ${one.resource}`,
  );
  return new Failure(
    'forbidden',
    `You may not use the namespace “${namespace}” for sessions: not allowed is ${names.join(', ')}.`,
    'Ask for the role of GamGUI users there (see the terraform folder), or choose another namespace.',
  );
}

/** The failure that says that the user could not claim a spare there, or null: they can. */
export async function missingSpareRight(
  client: ClusterClient,
  namespace: string,
): Promise<Failure | null> {
  const [isAllowed] = await client.can([{ verb: 'patch', resource: 'pods' }]);
  if (isAllowed !== false) return null;
  return new Failure(
    'forbidden',
    `You may not patch pods in the namespace “${namespace}”, so no spare could become a session.`,
    'Ask for the verb patch on pods there: the role of GamGUI users has it (see the terraform folder).',
  );
}
