/** Makes tokens from Application Default Credentials of every kind. */
import type { Gaxios } from 'gaxios';
import type { AuthClient } from 'google-auth-library';
import type { ApplicationDefault } from './application-default';
import { SCOPES } from './scopes';

/** Parts of a client that make requests of their own. They are private, so tests hold this list to each kind. */
const INNER = ['stsCredential', 'externalAccountAuthorizedUserHandler', 'sourceClient'];

/**
 * Makes a client, and all that is inside it, use one transport. Google's library hands the one that it is given to the
 * outermost client alone: the others would go round the proxy.
 */
function carryTransport(client: object, transport: Gaxios): void {
  Reflect.set(client, 'transporter', transport);
  for (const name of INNER) {
    const inner: unknown = Reflect.get(client, name);
    if (typeof inner === 'object' && inner !== null) carryTransport(inner, transport);
  }
}

/** A client for the credentials, which asks Google for nothing yet. */
export async function clientOf(
  { file }: ApplicationDefault,
  transport: Gaxios,
): Promise<AuthClient> {
  // Unless the user asks for it, no metadata server is looked for: a proxy would be asked for 169.254.169.254.
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  const { GoogleAuth } = await import('google-auth-library');
  const where = file === null ? {} : { keyFilename: file };
  const clientOptions = { transporter: transport };
  const auth = new GoogleAuth({ scopes: SCOPES, clientOptions, ...where });
  const client = await auth.getClient();
  carryTransport(client, transport);
  return client;
}
