/** The OAuth client that people sign in with: each organisation makes its own, of the type "Desktop app". */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../failure';

/** A desktop client. Its secret is no secret for Google, but is not shown either. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

const FIX =
  'In the Google Cloud console make an OAuth client of the type “Desktop app”, and name its id and secret, or its JSON file.';
const Words = z.string().min(1);
const File = z.union([
  z.object({ installed: z.object({ client_id: Words, client_secret: Words }) }),
  z.object({ web: z.object({}) }),
]);

/**
 * The client in GAMGUI_OAUTH_CLIENT_ID and GAMGUI_OAUTH_CLIENT_SECRET, or in the JSON file that GAMGUI_OAUTH_CLIENT_FILE or
 * the settings name; null: none is set.
 * @throws Failure `oauth-client`
 */
export function readOAuthClient(env: NodeJS.ProcessEnv, file: string | null): OAuthClient | null {
  const id = env['GAMGUI_OAUTH_CLIENT_ID'];
  const secret = env['GAMGUI_OAUTH_CLIENT_SECRET'];
  if (id && secret) return { id, secret };
  if (id || secret) {
    const missing = id ? 'GAMGUI_OAUTH_CLIENT_SECRET' : 'GAMGUI_OAUTH_CLIENT_ID';
    throw bad(`${missing} is not set`);
  }
  const named = env['GAMGUI_OAUTH_CLIENT_FILE'] || file;
  return named === null ? null : readFile(named);
}

function readFile(file: string): OAuthClient {
  const parsed = File.safeParse(json(file));
  if (!parsed.success) throw bad(`${file} is not the JSON file of an OAuth client`);
  if ('web' in parsed.data) throw bad(`${file} is of a client for web sites`);
  const { client_id: id, client_secret: secret } = parsed.data.installed;
  return { id, secret };
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's message quotes the file.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
    throw bad(`${file} cannot be read (${code})`);
  }
}

function bad(why: string): Failure {
  return new Failure('oauth-client', `The OAuth client cannot be used: ${why}.`, FIX);
}
