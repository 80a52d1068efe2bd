/** Which addresses are the app's, and which files they name; apart from Electron, so that it can be tested alone. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';

/** The scheme's name, and the one host it has. */
export const SCHEME = 'app';
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
  url.search = '';
  url.hash = '';
  return PAGES.some((page) => url.href === pageUrl(page));
}

/** Whether an origin, as Chromium reports it, is the app's. */
export function isOrigin(origin: string): boolean {
  return origin === `${SCHEME}://${HOST}` || origin === `${SCHEME}://${HOST}/`;
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
