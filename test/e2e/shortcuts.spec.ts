/** Shortcuts and the command palette, with real keys. */
import { expect, test } from './lib/app';
import { typeLine, waitForScreen } from './lib/terminal';

test('the command palette runs what is typed, and gives the focus back', async ({
  place,
  start,
}) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await terminal.keyboard.press('Control+Shift+P');
  const field = terminal.getByRole('combobox', { name: 'Search or run a command' });
  await expect(field).toBeFocused();
  await terminal.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  // What is typed goes to the shell again.
  await terminal.keyboard.type('echo it is ba""ck\n');
  await waitForScreen(terminal, /^it is back$/m);

  await terminal.keyboard.press('Control+Shift+P');
  await terminal.keyboard.type('search out');
  await terminal.keyboard.press('Enter');
  await expect(terminal.getByRole('textbox', { name: 'Search the output' })).toBeFocused();
  await terminal.keyboard.press('Escape');

  await terminal.keyboard.press('Control+Shift+P');
  await terminal.keyboard.type('font size');
  await terminal.keyboard.press('Enter');
  await expect(home.getByRole('textbox', { name: 'Font size' })).toBeFocused();

  // In Home the same, by its field; sessions are found by their names.
  await home.getByRole('button', { name: 'Search or run a command' }).press('Enter');
  await expect(home.getByRole('combobox', { name: 'Search or run' })).toBeFocused();
  await home.keyboard.type('demo');
  await expect(home.getByRole('option', { name: /Demo, / })).toBeVisible();
  await home.keyboard.press('Enter');
  await expect(home.getByRole('listbox')).toHaveCount(0);
});

test('keys of windows go where they say', async ({ place, start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const shell = terminal.getByRole('textbox', { name: /terminal input/i });
  await terminal.keyboard.press('Control+Shift+E');
  const files = terminal.getByRole('complementary', { name: 'Files' });
  await expect(files).toBeVisible();
  await terminal.keyboard.press('Control+Tab');
  const header = terminal.getByRole('banner');
  await expect(header.getByRole('button').first()).toBeFocused();
  await terminal.keyboard.press('Control+Tab');
  await expect(shell).toBeFocused();
  await terminal.keyboard.press('Control+Shift+Tab');
  await terminal.keyboard.press('Control+Shift+Tab');
  const inFiles = () => files.evaluate((drawer) => drawer.contains(document.activeElement));
  await expect.poll(inFiles).toBe(true);
  await terminal.keyboard.press('Control+Shift+L');
  await expect(home.getByRole('heading', { name: 'Sessions' })).toBeVisible();
  await home.keyboard.press('Control+Comma');
  await expect(home.getByRole('heading', { name: 'Settings' })).toBeVisible();
  // The first session of the list, from Home: its window is closed and comes back.
  await Promise.all([
    terminal.waitForEvent('close'),
    // The window may be gone before the key is said to be up.
    terminal.keyboard.press('Control+Shift+W').catch(() => undefined),
  ]);
  const again = await opens(() => home.keyboard.press('Control+1'));
  await waitForScreen(again, /\$ $/m);
  await again.keyboard.press('Control+Shift+?');
  await expect(again.getByRole('dialog', { name: 'Shortcuts' })).toContainText(
    'Search the outputCtrl+Shift+F',
  );
});

test('a shortcut is changed, and holds at once in open windows', async ({ place, start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await terminal.keyboard.press('Control+Shift+?');
  await terminal.getByRole('button', { name: 'Change in the settings' }).click();
  const search = home.getByRole('button', { name: /^Search the output: / });
  const row = home.locator('.setting', { has: search });
  await search.press('Enter');
  await home.keyboard.press('Control+G');
  await expect(row).toContainText('Ctrl+G is not set: without Shift it is the shell’s.');
  await search.press('Enter');
  await home.keyboard.press('Control+Shift+K');
  await expect(row).toContainText('Ctrl+Shift+K is not set: “Clear the scrollback” has it.');
  await row.getByRole('button', { name: 'Take it from Clear the scrollback' }).press('Enter');
  await expect(search).toHaveAccessibleName('Search the output: Ctrl+Shift+K');
  await expect(home.getByRole('button', { name: 'Clear the scrollback: none' })).toBeVisible();
  await expect(row).toContainText('Saved');

  await typeLine(terminal, 'echo still he""re');
  await waitForScreen(terminal, /^still here$/m);
  await terminal.keyboard.press('Control+Shift+F');
  await terminal.keyboard.press('Control+Shift+K');
  await expect(terminal.getByRole('textbox', { name: 'Search the output' })).toBeFocused();
  await waitForScreen(terminal, /^still here$/m);
  await row.getByRole('button', { name: 'Reset Search the output' }).press('Enter');
  await expect(search).toHaveAccessibleName('Search the output: Ctrl+Shift+F');
});
