/**
 * axe finds nothing on any screen, dark and light: in each state of the windows that there are pictures of, with main stood
 * in for, and in the real app.
 */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { appLaunch } from '../../setup/lib/launch.mjs';
import { fakeBridge } from '../renderer-pages/fake.mjs';
import { servePages } from '../renderer-pages/open.mjs';
import { scenarios } from '../renderer-pages/scenarios.mjs';
import { STEPS } from '../renderer-pages/steps.mjs';
import { expect, test } from './lib/app';
import { violations } from './lib/axe';
import { waitForScreen } from './lib/terminal';

const ROOT = join(import.meta.dirname, '../..');
const SIZES = { home: { width: 1100, height: 720 }, terminal: { width: 1000, height: 640 } };
/** A window's page, the part of it that is shown, and what main answers there. */
interface Scenario {
  readonly page: string;
  readonly part?: string;
}

const ALL: Record<string, Scenario> = scenarios(Date.now());

test.describe('each state of the windows', () => {
  let shell: ElectronApplication;
  let served: Awaited<ReturnType<typeof servePages>>;

  test.beforeAll(async () => {
    const launch = appLaunch(['--use-angle=swiftshader']);
    const env = {
      ...process.env,
      ...launch.env,
      GAMGUI_APP: join(ROOT, 'test/renderer-pages/shell'),
    };
    const { command: executablePath, args } = launch;
    shell = await _electron.launch({ executablePath, args, env });
    served = await servePages(join(ROOT, 'out/renderer'));
  });

  test.afterAll(async () => {
    await shell.close();
    served.close();
  });

  /** A window of its own with the scenario's page. */
  async function opened(scenario: Scenario): Promise<Page> {
    const size = scenario.page === 'home' ? SIZES.home : SIZES.terminal;
    const make = shell.evaluate(async ({ BrowserWindow }, sizes) => {
      const webPreferences = { sandbox: true, backgroundThrottling: false };
      await new BrowserWindow({ ...sizes, webPreferences }).loadURL('about:blank');
    }, size);
    const [page] = await Promise.all([shell.waitForEvent('window'), make]);
    await page.addInitScript(fakeBridge, scenario);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const part = scenario.part === undefined ? '' : `#${scenario.part}`;
    await page.goto(`${served.origin}/${scenario.page}/index.html${part}`);
    await page.getByRole('main').waitFor();
    return page;
  }

  for (const name of [...Object.keys(ALL), ...Object.keys(STEPS)])
    test(name, async () => {
      const [base, act] = STEPS[name] ?? [name, async () => undefined];
      const scenario = ALL[base];
      if (scenario === undefined) throw new Error(`there is no scenario ${base}`);
      const page = await opened(scenario);
      await act(page);
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
