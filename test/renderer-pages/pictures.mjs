/**
 * Pictures of every state of the windows, for people to look at: `node test/renderer-pages/pictures.mjs DIR [NAME…]`.
 * Needs Chromium: CHROMIUM names it, else /usr/bin/chromium.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { buildPages, openPage, servePages } from './open.mjs';
import { scenarios } from './scenarios.mjs';
import { STEPS } from './steps.mjs';

const [, , out, ...names] = process.argv;
if (out === undefined) throw new Error('usage: pictures.mjs DIR [NAME…]');
const SIZES = { home: { width: 1100, height: 720 }, terminal: { width: 1000, height: 640 } };

async function picture(browser, origin, name, theme, zoom) {
  const [base, act] = STEPS[name] ?? [name, async () => undefined];
  const scenario = scenarios(Date.now())[base];
  const size = SIZES[scenario.page];
  // A window at 200 % has half the pixels of CSS, each drawn double.
  const viewport = { width: size.width / zoom, height: size.height / zoom };
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: zoom,
    colorScheme: theme,
  });
  const page = await openPage(context, origin, scenario);
  await page.waitForLoadState('networkidle');
  await page.getByRole('main').waitFor();
  await act(page);
  await page.waitForTimeout(500);
  await page.screenshot({
    path: join(out, `${name}-${theme}${zoom === 1 ? '' : `-${zoom}00`}.png`),
  });
  for (const wrong of page.wrong) console.error(`${name}: ${wrong}`);
  await context.close();
}

const folder = join(out, 'pages');
await mkdir(out, { recursive: true });
await buildPages(folder);
const { origin, close } = await servePages(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const all = [...Object.keys(scenarios(Date.now())), ...Object.keys(STEPS)];
for (const name of names.length > 0 ? names : all)
  for (const [theme, zoom] of [
    ['dark', 1],
    ['light', 1],
    ['dark', 2],
  ])
    await picture(browser, origin, name, theme, zoom);
await browser.close();
close();
