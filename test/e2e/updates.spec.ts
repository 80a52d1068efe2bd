/** A newer version: told in one line, shown in the browser, and never asked for by a build from source. */
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type GitHub, REPOSITORY, startGitHub } from '../github/stand-in';
import { test as base, expect } from './lib/app';
import { waitForScreen } from './lib/terminal';

const ROOT = resolve(import.meta.dirname, '../..');
/** The app looks by itself a minute after it has started. ms */
const LOOKED_MS = 90_000;
/** The requests that asking once takes: where GitHub is asked, where it leads, and where that leads. */
const ONCE = 3;

/** What a test gets beside an app. */
interface Fixtures {
  readonly github: GitHub;
  /** A folder with a browser that only writes down what it was shown, and an app that knows of releases. */
  readonly folder: string;
  readonly env: Record<string, string>;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  github: async ({}, use) => {
    const github = await startGitHub('99.4.0');
    await use(github);
    await github.close();
    expect(github.unexpected).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gamgui-updates-'));
    const browser = join(folder, 'xdg-open');
    await writeFile(browser, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${join(folder, 'shown')}'\n`);
    await chmod(browser, 0o755);
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  env: async ({ folder, github }, use) => {
    await use({
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      HTTPS_PROXY: github.proxy,
      GAMGUI_CA_FILE: github.caFile,
    });
  },
});

/** The built app as packaging makes it that is told where releases are: the line in its package.json is all the difference. */
async function released(folder: string, version: string): Promise<Record<string, string>> {
  const own: object = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const json = JSON.stringify({ ...own, version, updatesFrom: REPOSITORY });
  await writeFile(join(folder, 'package.json'), json);
  for (const part of ['out', 'agent']) {
    await rm(join(folder, part), { force: true });
    await symlink(join(ROOT, part), join(folder, part));
  }
  return { GAMGUI_APP: folder };
}

/** Asks as a person does, and gives the answer's words. */
async function check(home: Page): Promise<string> {
  await home.getByRole('button', { name: 'Search or run a command' }).click();
  await expect(home.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await home.keyboard.type('check for updates');
  await expect(home.getByRole('option', { name: 'Check for updates…' })).toBeVisible();
  await home.keyboard.press('Enter');
  const answer = home.getByRole('alertdialog', { name: 'Check for updates' }).getByRole('status');
  await expect(answer).not.toContainText('Asking');
  const words = (await answer.textContent()) ?? '';
  await home.keyboard.press('Escape');
  await expect(answer).toHaveCount(0);
  return words.trim();
}

test('a newer version is told in Home after a minute, is shown in the browser, and can be passed over', async ({
  env,
  folder,
  github,
  start,
}) => {
  const app = await released(folder, '99.3.0');
  const first = await start({ ...env, ...app });
  const line = (page: Page) => page.getByRole('region', { name: 'Newer version' });
  await expect(line(first.home).getByRole('status')).toContainText(
    'GamGUI 99.4.0 is there. This is 99.3.0.',
    { timeout: LOOKED_MS },
  );
  expect(github.log.length).toBe(ONCE);
  await line(first.home).getByRole('button', { name: 'Show what is new' }).click();
  const page = `https://github.com/${REPOSITORY}/releases/tag/v99.4.0\n`;
  const shown = () => readFile(join(folder, 'shown'), 'utf8').catch(() => '');
  await expect.poll(shown).toBe(page);
  await first.quit();

  // It is known at once, and is not asked for again.
  const second = await start({ ...env, ...app });
  await line(second.home).getByRole('button', { name: 'Not this version' }).click();
  await expect(line(second.home)).toHaveCount(0);
  expect(await check(second.home)).toContain('GamGUI 99.4.0 is there. This is 99.3.0.');
  expect(github.log.length).toBe(2 * ONCE);
  await expect(line(second.home)).toHaveCount(0);
  await second.quit();

  // The next one is told.
  github.version = '99.5.0';
  const third = await start({ ...env, ...app });
  expect(await check(third.home)).toContain('GamGUI 99.5.0 is there.');
  await expect(line(third.home)).toContainText('GamGUI 99.5.0 is there.');
  await third.home.getByRole('button', { name: 'Settings' }).click();
  await third.home.getByText('Tell me when there is a newer version').scrollIntoViewIfNeeded();
  await third.home
    .locator('.setting', { hasText: 'Tell me when there is a newer version' })
    .locator('.switch')
    .click();
  await expect(line(third.home)).toHaveCount(0);
  await third.quit();

  // After the update there is nothing to tell.
  const updated = await start({ ...env, ...(await released(folder, '99.5.0')) });
  expect(await check(updated.home)).toBe('GamGUI 99.5.0 is the newest version.');
});

test('a person who asks hears why it is not known', async ({
  env,
  folder,
  github,
  profile,
  start,
}) => {
  // What cannot be a version is not told either, wherever it comes from.
  await writeFile(
    join(profile, 'updates.json'),
    '{"askedAt":1,"newest":"99.9.0/../x","passedOver":null}',
  );
  github.instead = (_, response) =>
    response.writeHead(302, { location: 'http://github.com/evil.yml' }).end();
  const { home } = await start({ ...env, ...(await released(folder, '99.3.0')) });
  expect(await check(home)).toBe(
    'It is not known whether there is a newer GamGUI: what github.com answers leads to an address without TLS. Try again later.',
  );
});

test('a build from source asks nobody, and says how it is updated', async ({
  env,
  github,
  place,
  start,
}) => {
  const { home, opens } = await start(env);
  expect(await check(home)).toContain(
    'was built from its source, so nobody was asked. To update it, run git pull in its folder, then npm start.',
  );
  await home.getByRole('button', { name: 'Settings' }).click();
  const row = home.locator('.setting', { hasText: 'Tell me when there is a newer version' });
  await expect(row).toContainText('built from its source: nobody is asked');
  await expect(row.getByRole('switch')).toHaveCount(0);
  await row.getByRole('button', { name: 'Check for updates…' }).click();
  const sheet = home.getByRole('alertdialog', { name: 'Check for updates' });
  await expect(sheet).toBeVisible();
  await home.keyboard.press('Escape');
  // A terminal window leads there too.
  await home.getByRole('button', { name: /^Sessions/ }).click();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await terminal.keyboard.press('Control+Shift+P');
  await expect(terminal.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await terminal.keyboard.type('check for updates');
  await terminal.keyboard.press('Enter');
  await expect(sheet).toContainText('nobody was asked');
  expect(github.log).toEqual([]);
});
