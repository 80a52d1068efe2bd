/** Windows come back as they were, however the app went; those that the person has closed do not. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { WindowState } from '../../main/desktop/window-state';
import { expect, type RunningApp, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

interface Seen {
  readonly title: string;
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly isMaximised: boolean;
}

/** The windows that a person sees, by their titles. */
async function windowsOf(app: ElectronApplication): Promise<Seen[]> {
  const all = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => ({
        title: window.getTitle(),
        bounds: window.getNormalBounds(),
        isMaximised: window.isMaximized(),
      })),
  );
  return all.sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** What the app has kept of its windows. */
async function keptIn(profile: string): Promise<Record<string, WindowState>> {
  const kept: Record<string, unknown> = JSON.parse(
    await readFile(join(profile, 'windows.json'), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(kept).map(([name, state]) => [name, WindowState.parse(state)]),
  );
}

/** A session with a name of its own. */
async function beginNamed({ home, opens }: RunningApp, name: string): Promise<Page> {
  await home.keyboard.press('Control+n');
  await expect(home.getByRole('button', { name: 'Start session' })).toBeEnabled();
  const page = await opens(() => home.keyboard.press('Enter'));
  await waitForScreen(page, /\$ $/m);
  await page.evaluate(async (text) => {
    const session = await window.gamgui.call('terminal.session');
    if (session.ok)
      await window.gamgui.call('sessions.rename', { id: session.value.id, name: text });
  }, name);
  return page;
}

test('windows come back where and as they were after a kill, and closed ones do not', async ({
  place,
  profile,
  start,
}) => {
  const first = await start();
  await waitForScreen(await first.opens(() => place.begin(first.home)), /\$ $/m);
  const large = await beginNamed(first, 'a large one');
  await (await first.app.browserWindow(large)).evaluate((window) => window.maximize());
  const [small] = (await first.terminals(2)).filter((page) => page !== large);
  if (small === undefined) throw new Error('there is no other window');
  const place1 = { x: 70, y: 90, width: 820, height: 500 };
  await (await first.app.browserWindow(small)).evaluate((it, at) => it.setBounds(at), place1);
  const place2 = { x: 260, y: 140, width: 980, height: 640 };
  await (await first.app.browserWindow(first.home)).evaluate((it, at) => it.setBounds(at), place2);
  await expect
    .poll(async () => Object.values(await keptIn(profile)).map(({ shape }) => shape))
    .toContain('maximised');
  await expect
    .poll(async () => Object.values(await keptIn(profile)).map(({ bounds }) => bounds))
    .toEqual(expect.arrayContaining([place1, place2]));
  const before = await windowsOf(first.app);
  await typeLine(small, 'echo seen $((40 + 2))');
  await waitForScreen(small, /^seen 42$/m);
  await first.kill();

  const second = await start();
  const pages = await second.terminals(2);
  await expect.poll(() => windowsOf(second.app)).toEqual(before);
  const screens = () => Promise.all(pages.map(screenOf));
  await expect.poll(async () => (await screens()).join()).toContain('seen 42');
  await expect(second.home.getByText('window open')).toHaveCount(2);

  // One that the person closes stays away, also after the app was quit.
  const row = second.home.getByRole('row', { name: /a large one/ });
  await second.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle().includes('a large one')) window.close();
  });
  await expect(row).toContainText('In background');
  await second.quit();
  const third = await start();
  await third.terminals(1);
  await expect(third.home.getByRole('row', { name: /a large one/ })).toContainText('In background');
  await expect.poll(async () => (await windowsOf(third.app)).length).toBe(2);
  // Opened again, it fills its screen as before.
  const again = await third.opens(() =>
    third.home.getByRole('row', { name: /a large one/ }).press('Enter'),
  );
  await expect
    .poll(async () => (await third.app.browserWindow(again)).evaluate((it) => it.isMaximized()))
    .toBe(true);
});

test('a window whose screen is gone comes back on one that is there', async ({
  place,
  profile,
  start,
}) => {
  const first = await start();
  await waitForScreen(await first.opens(() => place.begin(first.home)), /\$ $/m);
  await first.quit();
  const kept = await keptIn(profile);
  const id = await onlySession(profile);
  const gone = { x: 4000, y: 1500, width: 900, height: 600 };
  const state = { ...kept[id], bounds: gone };
  await writeFile(join(profile, 'windows.json'), JSON.stringify({ ...kept, [id]: state }));
  const second = await start();
  const [page = second.home] = await second.terminals(1);
  const area = await second.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  const bounds = await (await second.app.browserWindow(page)).evaluate((it) => it.getBounds());
  expect(bounds).toMatchObject({ width: 900, height: 600 });
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width);
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height);
  await waitForScreen(page, /\$ $/m);
});
