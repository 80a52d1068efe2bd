/**
 * axe finds nothing on any screen, dark and light: in each state of the windows that there are pictures of, with main stood
 * in for, and in the real app.
 */
import { scenarios } from '../renderer-pages/scenarios.mjs';
import { STEPS } from '../renderer-pages/steps.mjs';
import { expect, test } from './lib/app';
import { violations } from './lib/axe';
import { Pages } from './lib/pages';
import { waitForScreen } from './lib/terminal';

test.describe('each state of the windows', () => {
  let pages: Pages;

  test.beforeAll(async () => {
    pages = await Pages.start();
  });

  test.afterAll(() => pages.close());

  for (const name of [...Object.keys(scenarios(0)), ...Object.keys(STEPS)])
    test(name, async () => {
      const page = await pages.open(name);
      expect(await violations(page)).toEqual([]);
      await page.close();
    });
});

test('the real app: first run, new session, settings, terminal, files', async ({
  place,
  start,
}) => {
  const { home, opens } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  expect(await violations(home)).toEqual([]);
  await home.keyboard.press('Control+n');
  await expect(home.getByRole('button', { name: /Start session/ })).toBeEnabled();
  expect(await violations(home)).toEqual([]);
  await home.keyboard.press('Escape');
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  expect(await violations(terminal)).toEqual([]);
  await terminal.keyboard.press('Control+Shift+E');
  await expect(terminal.getByRole('complementary', { name: 'Files' })).toBeVisible();
  expect(await violations(terminal)).toEqual([]);
  await expect(home.getByRole('row')).toHaveCount(1);
  expect(await violations(home)).toEqual([]);
  await home.keyboard.press('Control+Comma');
  await expect(home.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(await violations(home)).toEqual([]);
});
