/**
 * Whether a graphics card draws. Finding out takes up to half a second where none does, which is what a new window would be
 * late by: so it is found out when a page has nothing else to do, and terminals go by what was found.
 */

/** Where the last word is kept, for all windows: `yes` or `no`. */
const KEY = 'graphics-card';
/** After a page has come it is busy for a while. ms */
const SETTLED_MS = 3_000;

/** WebGL by software is slower than the DOM. Chromium does not always call it a performance caveat, so its name is asked. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

/** What was found the last time; null: nobody has looked yet. */
export function knownCard(): boolean | null {
  const known = localStorage.getItem(KEY);
  return known === null ? null : known === 'yes';
}

/** Looks when the page has nothing to do: a card may have come, gone, or got another driver since the last time. */
export function lookForCardLater(tell: (found: boolean) => void = () => {}): void {
  const look = () => {
    const found = looksLikeCard();
    localStorage.setItem(KEY, found ? 'yes' : 'no');
    tell(found);
  };
  setTimeout(() => requestIdleCallback(look), SETTLED_MS);
}

function looksLikeCard(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = info === null ? '' : String(context.getParameter(info.UNMASKED_RENDERER_WEBGL));
  // A page may have only so many contexts: https://github.com/xtermjs/xterm.js/issues/6068
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(name);
}
