// @ts-check
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const xterm = dirname(require.resolve('@xterm/xterm/package.json'));

/** As the app does it: bytes that are given at once, and that may be on their way. */
const CHUNK = 65_536;
const WINDOW = 1_048_576;

/**
 * Opens a window like a terminal's with nothing but xterm in it: as many columns and rows, the same
 * scrollback, drawn by the DOM as the app's is where there is no graphics card.
 * @param {import('playwright').ElectronApplication} app
 * @param {import('playwright').Page} like the terminal's window
 * @param {string} text what `writeFromMemory` writes
 * @returns {Promise<import('playwright').Page>}
 */
export async function openBareXterm(app, like, text) {
  const [width = 0, height = 0] = await like.evaluate(() => [innerWidth, innerHeight]);
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, bounds) => {
      const webPreferences = { sandbox: true, backgroundThrottling: false };
      void new BrowserWindow({ ...bounds, webPreferences }).loadURL('about:blank');
    },
    { width, height },
  );
  const page = await opened;
  await page.addStyleTag({ path: join(xterm, 'css', 'xterm.css') });
  await page.addScriptTag({ path: join(xterm, 'lib', 'xterm.js') });
  await page.evaluate(makeTerminal, await like.evaluate(() => window.benchWatch.size()));
  await page.evaluate((all) => {
    window.benchText = new TextEncoder().encode(all);
  }, text);
  return page;
}

/**
 * Runs in the page.
 * @param {import('./watch-port.mjs').Size} size
 */
function makeTerminal(size) {
  const frame = document.createElement('div');
  document.body.append(frame);
  window.benchTerminal = new window.Terminal({ ...size, scrollback: 10_000, fontSize: 13 });
  window.benchTerminal.open(frame);
}

/**
 * @param {import('playwright').Page} page of `openBareXterm`
 * @param {number} times how often the text is written
 * @returns {Promise<{ ms: number, bytes: number }>} from the first `write` to the last callback
 */
export async function writeFromMemory(page, times) {
  await page.bringToFront();
  return page.evaluate(writeAll, { times, chunk: CHUNK, most: WINDOW });
}

/**
 * Runs in the page.
 * @param {{ times: number, chunk: number, most: number }} how
 * @returns {Promise<{ ms: number, bytes: number }>}
 */
async function writeAll({ times, chunk, most }) {
  const { benchTerminal: terminal, benchText: text } = window;
  const bytes = text.length * times;
  const began = performance.now();
  let given = 0;
  let parsed = 0;
  await new Promise((/** @type {(value: void) => void} */ resolve) => {
    const give = () => {
      while (given < bytes && given - parsed < most) {
        const at = given % text.length;
        const part = text.subarray(at, at + chunk);
        given += part.length;
        terminal.write(part, () => {
          parsed += part.length;
          if (parsed === bytes) resolve();
          else give();
        });
      }
    };
    give();
  });
  return { ms: performance.now() - began, bytes };
}
