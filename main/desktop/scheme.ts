/**
 * The app's own scheme: pages come from `app://gamgui/…`, never from `file://`, so that they have an origin of their
 * own and a policy that cannot be left out.
 */
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { protocol, type Session } from 'electron';

const SCHEME = 'app';
const HOST = 'gamgui';
const PAGES = ['home', 'terminal'] as const;

/** The pages there are. */
export type Page = (typeof PAGES)[number];

/** The exact address of a page, the only ones a window of the app may show. */
export function pageUrl(page: Page): string {
  return `${SCHEME}://${HOST}/${page}/index.html`;
}

/** Whether an address is a page of the app; a prefix test would let `app://gamgui.evil/` in. */
export function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return PAGES.some((page) => `${url.protocol}//${url.host}${url.pathname}` === pageUrl(page));
}

/** Whether an origin, as Chromium reports it, is the app's. */
export function isOrigin(origin: string): boolean {
  return origin === `${SCHEME}://${HOST}` || origin === `${SCHEME}://${HOST}/`;
}

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

/**
 * The file an address names below `root`, or null where it names none: another host, a path that climbs out, a link
 * that leads elsewhere.
 */
export async function fileFor(root: string, address: string): Promise<string | null> {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST) return null;
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, decodeURIComponent(url.pathname)));
    const inside = relative(base, file);
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
  } catch {
    return null;
  }
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
