/** One session, two apps with profiles of their own: the newer types, the older says so, a watcher looks. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect } from './lib/app';
import { typeLine, waitForScreen } from './lib/terminal';

/** With the profile of a second computer, which knows the sessions of the place. */
const test = base.extend<{ other: string }>({
  other: async ({ place }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'gamgui-e2e-other-'));
    await writeFile(join(profile, 'settings.json'), JSON.stringify({ toldClose: true }));
    await place.share(profile);
    await use(profile);
    await rm(profile, { recursive: true, force: true });
  },
});

const typed = (page: Page) => page.evaluate(() => window.gamguiProbe?.input ?? '');
const cells = (page: Page) => page.locator('.status .cells').textContent();
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

/** Opens the row's menu and chooses from it. */
async function choose(home: Page, label: string): Promise<void> {
  await home.getByRole('row').first().click({ button: 'right' });
  await home.getByRole('menuitem', { name: label }).click();
}

test('the newer takes over and the older says so; a watcher looks and types nothing', async ({
  place,
  other,
  start,
}) => {
  const first = await start();
  const older = await first.opens(() => place.begin(first.home));
  await waitForScreen(older, /\$ $/m);
  await typeLine(older, 'echo one $((40 + 2))');
  await waitForScreen(older, /^one 42$/m);

  // Look without typing.
  const second = await start({ GAMGUI_PROFILE: other });
  await expect(second.home.getByRole('row')).toContainText('In background');
  const newer = await second.opens(() => choose(second.home, 'Watch'));
  await waitForScreen(newer, /^one 42$/m);
  await expect(notices(newer)).toContainText('You are watching.');
  await typeLine(newer, 'echo never');
  await typeLine(older, 'echo two $((40 + 2))');
  await waitForScreen(newer, /^two 42\n.*\$ $/m);
  expect(await typed(newer)).toBe('');
  await expect(older.getByText('Open elsewhere')).toHaveCount(0);

  // Take over, at another size.
  await (await second.app.browserWindow(newer)).evaluate((it) => it.setSize(780, 520));
  await expect.poll(() => newer.evaluate(() => window.innerHeight)).toBe(520);
  await newer.getByRole('button', { name: 'Type here' }).click();
  await expect(notices(newer)).toHaveCount(0);
  await expect(notices(older)).toContainText(/Open on .* since .*cannot type/);
  await typeLine(newer, 'echo three $((40 + 2))');
  await waitForScreen(older, /^three 42$/m);
  await expect.poll(() => cells(older)).toBe(await cells(newer));
  expect((await typed(older)).includes('three')).toBe(false);

  // Coming back by itself takes nothing from who has it now.
  await first.kill();
  const third = await start();
  const [again = third.home] = await third.terminals(1);
  await waitForScreen(again, /^three 42$/m);
  await expect(notices(again)).toContainText('Open on');
  await typeLine(newer, 'echo four $((40 + 2))');
  await waitForScreen(again, /^four 42$/m);
  await expect(notices(newer)).toHaveCount(0);

  // A person's act does.
  await again.getByRole('button', { name: 'Take it back' }).click();
  await expect(notices(newer)).toContainText('Open on');
  await expect(notices(again)).toHaveCount(0);
  await typeLine(again, 'echo five $((40 + 2))');
  await waitForScreen(newer, /^five 42$/m);
});

test('what the older had typed and was not taken is shown as not sent', async ({
  place,
  other,
  start,
}) => {
  const first = await start();
  const older = await first.opens(() => place.begin(first.home));
  await waitForScreen(older, /\$ $/m);
  await typeLine(older, 'stty raw -echo; echo quiet; sleep 1000');
  await waitForScreen(older, /quiet/);
  // More than a terminal keeps for a program that does not read.
  await older.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'x'.repeat(150_000));
    const target = document.querySelector('.xterm-helper-textarea');
    const paste = { clipboardData: data, bubbles: true, cancelable: true };
    target?.dispatchEvent(new ClipboardEvent('paste', paste));
  });
  await expect.poll(async () => (await typed(older)).length).toBeGreaterThan(150_000);
  const second = await start({ GAMGUI_PROFILE: other });
  const newer = await second.opens(() => second.home.getByRole('row').first().press('Enter'));
  await waitForScreen(newer, /quiet/);
  await expect(notices(older)).toContainText(/of typing were not sent/);
  await expect(notices(older)).toContainText('opened elsewhere');
  await expect(notices(older)).toContainText('Open on');
});
