/** When a page has painted: what else has to be done waits for it, since it takes as long as it has the processors to itself. */
import type { BrowserWindow } from 'electron';

/** A world of a page's scripts that the page itself cannot reach: any number that is not Electron's own. */
export const WORLD = 1701;

/** A page that has not painted after this holds up nothing. ms */
const LATEST_MS = 2_000;

/**
 * Resolves when the window's page has painted its first content. A window is `ready-to-show` before: with the page's own colour.
 * https://www.w3.org/TR/paint-timing/#first-contentful-paint
 */
export async function painted(window: BrowserWindow): Promise<void> {
  const tooLong = new Promise<void>((resolve) => setTimeout(resolve, LATEST_MS));
  await Promise.race([loaded(window).then(() => contentOf(window)), tooLong]);
}

function loaded({ webContents }: BrowserWindow): Promise<void> {
  return webContents.isLoadingMainFrame()
    ? new Promise((resolve) => webContents.once('did-finish-load', () => resolve()))
    : Promise.resolve();
}

async function contentOf(window: BrowserWindow): Promise<void> {
  const code = `(${content.toString()})()`;
  // A page that goes meanwhile holds up nothing either.
  await window.webContents.executeJavaScriptInIsolatedWorld(WORLD, [{ code }]).catch(() => {});
}

/** Runs in the page: all that it uses is inside it. */
function content(): Promise<void> {
  return new Promise((resolve) => {
    const look = (list: PerformanceObserverEntryList) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    };
    new PerformanceObserver(look).observe({ type: 'paint', buffered: true });
  });
}
