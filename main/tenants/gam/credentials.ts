/**
 * What GAM's credential files say that is not secret. Each is parsed by a schema that names just that; what else was read is
 * not kept.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A file's state: absent, of no use (`why` completes "it …"), or what it says. */
export type Read<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly why: string }
  | { readonly kind: 'read'; readonly value: T };

const isThere = z
  .unknown()
  // Absent it is not there, which is no reason to call the whole file none of GAM’s.
  .optional()
  .transform((value) => typeof value === 'string' && value !== '');

/** The administrator's sign-in, oauth2.txt. */
const SignIn = z
  .object({
    decoded_id_token: z
      .object({ email: z.string().optional(), hd: z.string().optional() })
      .optional()
      .catch(undefined),
    scopes: z
      .union([z.array(z.string()), z.string().transform((text) => text.split(/\s+/))])
      .optional()
      .catch(undefined),
    refresh_token: isThere,
  })
  .transform(({ decoded_id_token: who, scopes, refresh_token: renews }) => ({
    admin: who?.email ?? null,
    domain: (who?.hd ?? who?.email?.split('@')[1])?.toLowerCase() ?? null,
    scopes: scopes ?? [],
    /** Whether there is something to renew it with. */
    renews,
  }));
export type SignIn = z.infer<typeof SignIn>;

/** The service account, oauth2service.json. */
const ServiceAccount = z
  .object({
    key_type: z.string().optional(),
    client_email: z.string().optional(),
    private_key: isThere,
  })
  .transform(({ key_type: type, client_email: address, private_key: hasKey }) => ({
    type: type ?? 'default',
    address: address ?? null,
    hasKey,
  }));
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** The OAuth client, client_secrets.json. */
const Client = z
  .object({ installed: z.object({ client_id: z.string().min(1) }) })
  .transform(({ installed }) => ({ id: installed.client_id }));

/** What an oauth2.txt says. */
export const signInOf = (text: string): Read<SignIn> => parse(text, SignIn);
/** What an oauth2service.json says. */
export const serviceOf = (text: string): Read<ServiceAccount> => parse(text, ServiceAccount);
/** What a client_secrets.json says. */
export const clientOf = (text: string): Read<{ id: string }> => parse(text, Client);

/** Reads oauth2.txt. */
export const readSignIn = (path: string): Read<SignIn> => read(path, SignIn);
/** Reads oauth2service.json. */
export const readService = (path: string): Read<ServiceAccount> => read(path, ServiceAccount);
/** Reads client_secrets.json. */
export const readClient = (path: string): Read<{ id: string }> => read(path, Client);

function read<T>(path: string, schema: z.ZodType<T>): Read<T> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'bad', why: code === 'EACCES' ? 'is closed to you' : 'cannot be read' };
  }
  return parse(text, schema);
}

function parse<T>(text: string, schema: z.ZodType<T>): Read<T> {
  try {
    const json: unknown = JSON.parse(text);
    // GAM's own way to say that this access is not to be used.
    if (z.object({}).strict().safeParse(json).success)
      return { kind: 'bad', why: 'is switched off: it is “{}”' };
    return { kind: 'read', value: schema.parse(json) };
  } catch {
    // Not the parser's words: they would quote the file.
    return { kind: 'bad', why: 'is not what GAM writes' };
  }
}
