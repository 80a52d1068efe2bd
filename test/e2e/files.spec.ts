/** The drawer of files as a person uses it, by keys: what a command writes comes, is looked at, renamed, deleted. */
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { typeLine, waitForScreen } from './lib/terminal';

/** Resolves when the page has been drawn so many times more. */
const drawn = (page: Page, times: number) =>
  page.evaluate(async (count) => {
    for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame);
  }, times);

test('a file that a command writes is shown, looked at, renamed and deleted', async ({
  place,
  start,
}) => {
  const { home, opens } = await start();
  const page = await opens(() => place.begin(home));
  await waitForScreen(page, /\$ $/m);
  const drawer = page.getByRole('complementary', { name: 'Files' });
  const row = (name: string) => drawer.getByRole('row').filter({ hasText: name });
  const list = drawer.getByRole('grid');

  await page.keyboard.press('Control+Shift+E');
  await expect(drawer).toBeFocused();
  // Nothing is in it yet: Escape leads back to the terminal all the same.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Terminal input' })).toBeFocused();
  await typeLine(page, `printf 'Email,Age\\nzoe@x,9\\nana@x,10\\n' > "result 1.csv"; mkdir folder`);
  await expect(row('result 1.csv')).toBeVisible();
  await expect(row('result 1.csv')).toContainText('New');
  await expect(row('folder')).toBeVisible();

  // Looked at as a table, filtered and put in order, all by keys; then it is new no more.
  await page.keyboard.press('Control+Shift+E');
  await expect(list).toBeFocused();
  await page.keyboard.type('result');
  await page.keyboard.press('Enter');
  const table = page.getByRole('dialog', { name: 'result 1.csv' });
  const cells = () => table.locator('tbody td:first-of-type').allTextContents();
  await expect.poll(cells).toEqual(['zoe@x', 'ana@x']);
  await table.getByRole('button', { name: 'Age' }).press('Enter');
  await table.getByRole('button', { name: 'Age' }).press('Enter');
  await expect.poll(cells).toEqual(['ana@x', 'zoe@x']);
  await table.getByRole('searchbox').fill('ZOE');
  await expect.poll(cells).toEqual(['zoe@x']);
  await expect(table.getByRole('status')).toContainText('1 of 2 rows');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();
  await expect(list).toBeFocused();
  await expect(row('result 1.csv')).not.toContainText('New');

  // Renamed in its place; a name that is taken is refused in words.
  await page.keyboard.press('F2');
  await page.keyboard.type('final');
  await page.keyboard.press('Enter');
  await expect(row('final.csv')).toBeVisible();
  await expect(row('result 1.csv')).toHaveCount(0);
  await expect(list).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('folder');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('alert')).toContainText('“final.csv” was not renamed');
  await drawer.getByRole('button', { name: 'Dismiss' }).click();

  // Found by a part of its name also when it lies deeper.
  await typeLine(page, 'mkdir -p folder/deep && cp final.csv folder/deep/other.csv');
  await drawer.getByRole('button', { name: 'Search by name' }).click();
  await page.keyboard.type('OTHER');
  await expect(row('other.csv')).toContainText('folder/deep');
  await page.keyboard.press('Escape');
  await expect(row('final.csv')).toBeVisible();

  // Deleting asks; the safe choice has the focus.
  await list.focus();
  await page.keyboard.type('fin');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list).toBeFocused();
  await expect(row('final.csv')).toBeVisible();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(row('final.csv')).toHaveCount(0);
  await expect(list).toBeFocused();

  // Whoever leaves the list and is back before the next picture stays there.
  await page.keyboard.press('Escape');
  await list.focus();
  await drawn(page, 3);
  await expect(list).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: /terminal input/i })).toBeFocused();
  await typeLine(page, 'ls; echo end');
  await waitForScreen(page, /^folder\s+end$/m);

  // A folder that is shown and goes is told.
  await list.focus();
  await page.keyboard.type('folder');
  await page.keyboard.press('Enter');
  await expect(row('deep')).toBeVisible();
  await typeLine(page, 'rm -r folder');
  await expect(drawer.getByRole('alert')).toContainText('The files cannot be shown');
  await drawer.getByRole('button', { name: 'Go up' }).click();
  await expect(drawer.getByText('No files yet.')).toBeVisible();
});
