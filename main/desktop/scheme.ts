/**
 * The app's own scheme: pages come from `app://gamgui/…`, never from `file://`, so that they have an origin of their
 * own and a policy that cannot be left out.
 */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { fileFor, SCHEME } from './pages';

// xterm sets the sizes of its cells by style attributes, hence 'unsafe-inline' for styles alone.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must be called before the app is ready. https://www.electronjs.org/docs/latest/api/protocol */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

async function serve(root: string, request: Request): Promise<Response> {
  const file = request.method === 'GET' ? await fileFor(root, request.url) : null;
  const type = file === null ? undefined : TYPES[extname(file)];
  if (file === null || type === undefined) return new Response('not found', { status: 404 });
  return new Response(await readFile(file), {
    headers: {
      'content-type': type,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    },
  });
}

/** Serves the built pages below `root` to a session, each with the policy. */
export function serveScheme(session: Session, root: string): void {
  session.protocol.handle(SCHEME, (request) => serve(root, request));
}
