/** What the browser shows when Google has sent it back: whether it worked, and that the window can be closed. */

/** A page's words. */
export interface Page {
  /** The HTTP status. */
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const STYLE =
  'body{font:16px/1.45 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 24px;color-scheme:light dark}';

/** Nothing is loaded, nothing runs, nothing is kept, and no other site learns the address, where the code is. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The page as HTML. */
export function html({ title, text }: Page): string {
  const head = `<meta charset="utf-8"><title>${escaped(title)} - GamGUI</title><style>${STYLE}</style>`;
  const body = `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>\n`;
}
