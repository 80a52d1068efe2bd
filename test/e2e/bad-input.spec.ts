/** What is damaged, missing or strange in what the app is given: it opens, says so, and says what to do. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { cli } from './lib/cli';
import { typeLine, waitForScreen } from './lib/terminal';

/** The settings in force. */
function settingsOf(home: Page): Promise<unknown> {
  return home.evaluate(async () => {
    const answer = await window.gamgui.call('settings.get');
    return answer.ok ? answer.value : answer.error;
  });
}

const DAMAGED: [string, string, RegExp, Record<string, unknown>][] = [
  ['cut', '{"theme": "light", "fontS', /not JSON/, { theme: 'system', fontSize: 13 }],
  ['empty', '', /not JSON/, { theme: 'system', fontSize: 13 }],
  ['a list', '[1, 2]', /not an object/, { theme: 'system', fontSize: 13 }],
  [
    'wrong in one value',
    '{"theme": "light", "fontSize": "huge"}',
    /fontSize cannot be used/,
    { theme: 'light', fontSize: 13 },
  ],
];

for (const [how, text, why, settings] of DAMAGED) {
  test(`a settings file that is ${how} is kept aside and told`, async ({ profile, start }) => {
    await writeFile(join(profile, 'settings.json'), text);
    const { home } = await start();
    const attention = home.getByRole('region', { name: 'Needs attention' });
    await expect(attention).toContainText(why);
    expect(await settingsOf(home)).toMatchObject(settings);
    const kept = (await readdir(profile)).filter((name) => name.startsWith('settings.damaged-'));
    expect(kept).toHaveLength(1);
    await expect(attention).toContainText(kept[0] ?? 'its name');
    expect(await readFile(join(profile, kept[0] ?? ''), 'utf8')).toBe(text);
    // The file in its place is whole again.
    JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8'));
  });
}

/** What is missing: the environment that makes it so in an empty folder, and what is said. */
const MISSING: [string, (empty: string) => Record<string, string>, RegExp][] = [
  [
    'Python',
    (empty) => ({ GAMGUI_PYTHON: join(empty, 'python3') }),
    /Python 3\.\d+ or later was not found\. Install Python/,
  ],
  [
    'a Python that is new enough',
    (empty) => ({ GAMGUI_PYTHON: join(empty, 'old-python') }),
    /old-python is Python 3\.7\.3; 3\.\d+ or later is needed\. Install Python/,
  ],
  [
    'Python and GAM',
    (empty) => ({ PATH: empty, HOME: empty, GAMGUI_CACHE_DIR: empty }),
    /(Python|GAM).* was not found.*[Ii]nstall/,
  ],
];

for (const [what, environment, words] of MISSING) {
  test(`without ${what} the app opens and says how to get there`, async ({ start }) => {
    const empty = await mkdtemp(join(tmpdir(), 'gamgui-e2e-empty-'));
    const old = join(empty, 'old-python');
    await writeFile(old, `#!/bin/sh\necho ${old}\necho 3.7.3\n`, { mode: 0o755 });
    const { home } = await start(environment(empty));
    const card = home.getByRole('article').filter({ hasText: 'Local' });
    await expect(card).toContainText(words);
    await expect(card.getByRole('button', { name: 'Look again' })).toBeVisible();
    await expect(card.getByRole('button', { name: /New session/ })).toHaveCount(0);
    await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeDisabled();
    // A window that asks all the same gets the reason and the fix, and so does the list.
    expect(await createDemo(home)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/\w/), fix: expect.stringMatching(/\w/) },
    });
    await expect(home.getByRole('row')).toContainText(/was not found|is needed/);
    await home.getByRole('button', { name: 'Remove from list' }).click();
    await expect(home.getByRole('row')).toHaveCount(0);
    await rm(empty, { recursive: true, force: true });
  });
}

/** Asks for a demo session past the buttons. */
function createDemo(home: Page): Promise<unknown> {
  return home.evaluate(async () => {
    const tenants = await window.gamgui.call('tenants.list');
    const tenant = tenants.ok ? tenants.value[0]?.id : undefined;
    if (tenant === undefined) throw new Error('there is no demo tenant');
    const choice = { backend: 'local', size: 'standard', lifeMs: null } as const;
    return window.gamgui.call('sessions.create', { ...choice, tenant });
  });
}

const LONG = 'x'.repeat(300);
const NAMES: [string, string, string][] = [
  ['spaces and quotes', `  it's "a" <b>name</b> & \`more\` `, `it's "a" <b>name</b> & \`more\``],
  ['a newline and an escape', 'one\ntwo\u001b[31m', 'one␊two␛[31m'],
  ['turned letters', 'a\u202egnp.exe', 'a‹U+202E›gnp.exe'],
  ['300 characters', LONG, LONG.slice(0, 120)],
];

test('names with anything in them are shown safely', async ({ profile, start }) => {
  const { app, home, opens } = await start();
  const terminal = await opens(() =>
    home.getByRole('button', { name: /Start a demo session/ }).click(),
  );
  await waitForScreen(terminal, /\$ $/m);
  const row = home.getByRole('row').first();
  const width = await row.evaluate((element) => element.clientWidth);
  for (const [, name, shown] of NAMES) {
    // A field of one line takes no newline: there the bridge is asked as the page would.
    if (name.includes('\n')) await renameByBridge(home, name);
    else {
      await row.focus();
      await row.press('F2');
      await home.getByRole('textbox', { name: 'Name' }).pressSequentially(name);
      await home.keyboard.press('Enter');
    }
    await expect(row.locator('.name')).toHaveText(shown);
    await expect(terminal.getByRole('heading', { level: 1 })).toHaveText(shown);
    const title = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    expect(title).toContain(`Demo · ${shown}`);
    // Long names are cut; they push nothing out of the window.
    expect(await row.evaluate((element) => element.clientWidth)).toBe(width);
    expect(await overflow(home)).toBe(0);
    expect(await overflow(terminal)).toBe(0);
  }
  await typeLine(terminal, 'echo still $((40 + 2))');
  await waitForScreen(terminal, /^still 42$/m);
  expect((await readdir(join(profile, 'sessions'))).length).toBe(1);
});

test('a name from the command line is shown safely too', async ({ profile, start }) => {
  const { home } = await start();
  const name = `a\n"b" \u202e${'y'.repeat(300)}`;
  const made = await cli(profile, ['run', '--keep', '--name', name, '--', 'true']);
  expect(made.code, made.stderr).toBe(0);
  await expect(home.getByRole('row').locator('.name')).toHaveText(/^a␊"b" ‹U\+202E›y+$/);
  expect(await overflow(home)).toBe(0);
});

/** How many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

async function renameByBridge(home: Page, name: string): Promise<void> {
  await home.evaluate(async (wanted) => {
    const list = await window.gamgui.call('sessions.list');
    const id = list.ok ? list.value[0]?.id : undefined;
    if (id === undefined) throw new Error('there is no session');
    await window.gamgui.call('sessions.rename', { id, name: wanted });
  }, name);
}
