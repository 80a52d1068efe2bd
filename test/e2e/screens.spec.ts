/**
 * The windows at 100 % and 200 %, dark and light: nothing is wider than its window. With GAMGUI_PICTURES=1 the README's
 * pictures are taken anew.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { cli } from './lib/cli';
import { typeLine, waitForScreen } from './lib/terminal';

const ROOT = join(import.meta.dirname, '../..');
const TAKES_PICTURES = process.env['GAMGUI_PICTURES'] === '1';

/** Gives a page's window a size, in CSS pixels, once it has it. */
async function resize(app: ElectronApplication, page: Page, width: number, height: number) {
  const frame = await app.browserWindow(page);
  await frame.evaluate((it, size) => it.setContentSize(size.width, size.height), {
    width,
    height,
  });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

/** The elements that reach out of the window to the right, by their classes; cut ones are meant to. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    const buttons = Array.from(document.querySelectorAll('button, h1, input'));
    const out = buttons.filter(
      (one) => one.getBoundingClientRect().right > window.innerWidth + 0.5,
    );
    return [...wide, ...out.map((one) => `${one.tagName} ${one.textContent}`)];
  });
}

/** Looks at the window as it is made and at its least size, and takes a picture of the first. */
async function look(app: ElectronApplication, page: Page, name: string, sizes: number[][]) {
  const scale = await page.evaluate(() => window.devicePixelRatio);
  await page.evaluate(() => document.fonts.ready);
  for (const [width = 0, height = 0] of sizes) {
    await resize(app, page, width, height);
    expect(await tooWide(page), `${name} at ${width}x${height} and ${scale * 100} %`).toEqual([]);
  }
  const [width = 0, height = 0] = sizes[0] ?? [];
  await resize(app, page, width, height);
  const folder = TAKES_PICTURES && scale === 1 ? 'docs' : 'test-results/screens';
  await mkdir(join(ROOT, folder), { recursive: true });
  const path = join(ROOT, folder, scale === 1 ? `${name}.png` : `${name}@${scale}x.png`);
  await page.screenshot({ path });
}

const HOME = [
  [1100, 720],
  [880, 560],
];
const TERMINAL = [
  [1000, 640],
  [660, 420],
];

for (const scale of [1, 2]) {
  const switches = [`--force-device-scale-factor=${scale}`];

  test(`the first run and a terminal, dark, at ${scale * 100} %`, async ({ profile, start }) => {
    const settings = JSON.stringify({ theme: 'dark', toldClose: true });
    await writeFile(join(profile, 'settings.json'), settings);
    const { app, home, opens } = await start({}, switches);
    const demo = home.getByRole('button', { name: /Start a demo session/ });
    await expect(demo).toBeEnabled();
    expect(await home.evaluate(() => window.devicePixelRatio)).toBe(scale);
    await look(app, home, 'home-first-run', HOME);
    const terminal = await opens(() => demo.click());
    await waitForScreen(terminal, /\$ $/m);
    await resize(app, terminal, 1000, 640);
    await typeLine(terminal, 'gam print orgs | head -5');
    await waitForScreen(terminal, /^\/.*\n[\s\S]*\$ $/m);
    await typeLine(terminal, 'gam print groups fields email,name | head -8');
    await waitForScreen(terminal, /^[^\n,]+@demo\.example,[\s\S]*\$ $/m);
    await look(app, terminal, 'terminal', TERMINAL);
  });

  test(`sessions in the list, light, at ${scale * 100} %`, async ({ profile, start }) => {
    const settings = JSON.stringify({ theme: 'light', toldClose: true });
    await writeFile(join(profile, 'settings.json'), settings);
    const run = (name: string, ...command: string[]) =>
      cli(profile, ['run', '--keep', '--name', name, '--', ...command]);
    await run('Licence review', 'gam', 'print', 'licenses');
    await run('New starters', 'gam', 'info', 'user', 'nobody@demo.example');
    const { app, home } = await start({}, switches);
    await expect(home.getByRole('row')).toHaveCount(2);
    await expect(home.getByRole('row', { name: /Licence review/ })).toContainText('print licenses');
    await look(app, home, 'home', HOME);
  });
}
