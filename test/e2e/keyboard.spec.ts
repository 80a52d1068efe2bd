/** A session from start to end with the keyboard alone: nothing is clicked, and the focus is where one expects it. */
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { waitForScreen } from './lib/terminal';

/** Presses keys, one after the other. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The name of what has the focus, as it is read out. */
function focused(page: Page) {
  return page.locator(':focus');
}

test('a session from start to end with the keyboard alone', async ({ place, profile, start }) => {
  const { home, opens } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeFocused();

  // New session, with what is chosen; the first run's page is not needed for it.
  await press(home, 'Control+n');
  await expect(focused(home)).toHaveAccessibleName(/Start session/);
  const terminal = await opens(() => press(home, 'Enter'));
  await waitForScreen(terminal, /\$ $/m);
  await terminal.keyboard.type('gam info user admin@demo.example\n');
  await waitForScreen(terminal, /User: admin@demo\.example/);

  // Search the output, and back to the shell.
  await press(terminal, 'Control+Shift+F');
  await terminal.keyboard.type('admin@');
  await expect(terminal.locator('.search-bar').getByRole('status')).toContainText(/\d/);
  await press(terminal, 'Enter', 'Shift+Enter', 'Escape');

  // A file: made by the shell, found in the drawer, renamed, looked at.
  await terminal.keyboard.type('printf "a,b\\n1,2\\n" > first.csv; ls\n');
  await waitForScreen(terminal, /^first\.csv$/m);
  await press(terminal, 'Control+Shift+E');
  const row = terminal.getByRole('row', { name: /first\.csv/ });
  await expect(row).toBeVisible();
  const inList = () => terminal.evaluate(() => document.activeElement?.matches('.drawer *'));
  await expect.poll(inList).toBe(true);
  await terminal.keyboard.type('first');
  await press(terminal, 'F2');
  await expect(focused(terminal)).toHaveJSProperty('tagName', 'INPUT');
  await press(terminal, 'Control+a');
  await terminal.keyboard.type('second.csv\n');
  await expect(terminal.getByRole('row', { name: /second\.csv/ })).toBeVisible();
  await press(terminal, 'Enter');
  await expect(terminal.getByRole('dialog', { name: /second\.csv/ })).toBeVisible();
  await press(terminal, 'Escape');
  await expect.poll(inList).toBe(true);
  await press(terminal, 'Control+Shift+E');
  await terminal.keyboard.type('ls; echo list""ed\n');
  await waitForScreen(terminal, /second\.csv[\s\S]*^listed$/m);

  // A setting, by way of the palette; it holds at once.
  await press(terminal, 'Control+Shift+P');
  await expect(focused(terminal)).toHaveAccessibleName('Search or run a command');
  await terminal.keyboard.type('font size');
  await press(terminal, 'Enter');
  await expect(home.getByRole('textbox', { name: 'Font size' })).toBeFocused();
  const rows = () => terminal.locator('.cells').textContent();
  const before = await rows();
  await press(home, 'Control+a');
  await home.keyboard.type('20\n');
  await expect.poll(rows).not.toBe(before);

  // The header's menu, reached by its pane.
  await press(terminal, 'Control+Tab', 'Control+Tab');
  await expect(terminal.getByRole('textbox', { name: /terminal input/i })).toBeFocused();

  // Closed, it goes on; opened again from the list.
  const id = await onlySession(profile);
  await Promise.all([
    terminal.waitForEvent('close'),
    press(terminal, 'Control+Shift+W').catch(() => undefined),
  ]);
  await press(home, 'Control+Shift+L');
  await expect(home.getByRole('row')).toContainText('In background');
  await home.getByRole('row').focus();
  const again = await opens(() => press(home, 'Enter'));
  await waitForScreen(again, /^listed$/m);

  // Ended: the safe choice has the focus, the other one is before it.
  await press(again, 'Control+Shift+Backspace');
  await expect(focused(again)).toHaveAccessibleName(/Let it run/);
  await press(again, 'Shift+Tab');
  await expect(focused(again)).toHaveAccessibleName('End session');
  await Promise.all([again.waitForEvent('close'), press(again, 'Enter').catch(() => undefined)]);
  await expect(home.getByRole('row')).toHaveCount(0);
  expect(await place.tracesOf(id)).toEqual([]);
});
