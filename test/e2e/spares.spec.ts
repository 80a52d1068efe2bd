/** In a cluster alone: a session that is there before the click, with its window, and nothing of either when the app goes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { test as base, expect } from './lib/app';
import { typeLine, waitForScreen } from './lib/terminal';
import { iconPixels } from './lib/window-icon';

const test = base.extend<{ spares: number }>({
  spares: [
    async ({ place, profile }, use) => {
      const settings = { ...place.settings, toldClose: true, spares: 1 };
      await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
      await use(settings.spares);
    },
    { auto: true },
  ],
});

/** The titles of the windows that a person sees. */
const seen = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.getTitle()),
  );

/** The page of the window that a person sees beside those: one that is made ahead may come before it on a busy computer. */
async function seenBeside(app: ElectronApplication, known: readonly Page[]): Promise<Page> {
  const isSeen = async (page: Page) =>
    (await app.browserWindow(page)).evaluate((window) => window.isVisible());
  const found: Page[] = [];
  const look = async () => {
    for (const page of app.windows())
      if (!known.includes(page) && !found.includes(page) && (await isSeen(page))) found.push(page);
    return found.length;
  };
  await expect.poll(look).toBe(1);
  const [page] = found;
  if (page === undefined) throw new Error('there is none');
  return page;
}

/** The page of the window that is made ahead, when there is one; `known` are those that a person sees. */
async function madeAhead(app: ElectronApplication, known: readonly Page[]): Promise<Page> {
  const more = () => app.windows().filter((page) => !known.includes(page));
  await expect.poll(() => more().length).toBe(1);
  const [page] = more();
  if (page === undefined) throw new Error('there is none');
  return page;
}

test('a session that was made ahead has its prompt in the window that was; neither outlives the app', async ({
  place,
  start,
}) => {
  const { app, home } = await start();
  await place.begin(home);
  const first = await seenBeside(app, [home]);
  await waitForScreen(first, /\$ $/m);
  const ahead = await madeAhead(app, [home, first]);
  expect(await seen(app)).toHaveLength(2);
  // Its terminal is there already, as large as it will be: else its shell began in a size that nobody has.
  const rows = (where: string) => ahead.locator(`${where} .xterm-rows > div`);
  await expect(rows('.ahead')).not.toHaveCount(0);
  const size = await rows('.ahead').count();
  // Nobody's session is no session.
  await expect(home.getByRole('row')).toHaveCount(1);
  await expect.poll(() => place.everySession()).toHaveLength(2);

  await home.keyboard.press('Control+n');
  await expect(home.getByRole('radio', { name: /Kubernetes/ })).toBeChecked();
  await home.keyboard.press('Enter');
  await waitForScreen(ahead, /\$ $/m);
  await expect(ahead.locator('.ahead')).toHaveCount(0);
  await expect(rows('.lifted')).toHaveCount(size);
  expect(await seen(app)).toHaveLength(3);
  await expect(home.getByRole('row')).toHaveCount(2);
  await typeLine(ahead, 'echo $GAMGUI_SESSION is mine');
  await waitForScreen(ahead, /^\w+ is mine$/m);
  // Its page was loaded before its tenant was known: the task switcher tells it all the same.
  const title = await (await app.browserWindow(ahead)).evaluate((window) => window.getTitle());
  await expect.poll(() => iconPixels(title, '353b44')).toBeGreaterThan(1000);
  expect(await first.evaluate(() => window.gamguiProbe?.text())).not.toContain('is mine');

  // The next is made, and goes with the app: the window that nobody sees does not keep it alive.
  await madeAhead(app, [home, first, ahead]);
  await expect.poll(() => place.everySession()).toHaveLength(3);
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.close();
  });
  await gone;
  await expect.poll(() => place.everySession()).toHaveLength(2);
});
