/** A CSV file that GAM would misread, chosen by a person: they are asked, and GAM takes the fixed copy. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

const STAFF = 'Email;First;Last\r\n zoe.preflight@demo.example;Zo\u00eb;Preflight\r\n;No;Body\r\n';
const FIXED = 'Email,First,Last\nzoe.preflight@demo.example,Zo\u00eb,Preflight\n';
const CREATE = 'gam create user "~Email" firstname "~First" lastname "~Last" password random';

/** Chooses files by the desktop's dialog, which the keys ask for. */
async function choose(page: Page, ...paths: string[]): Promise<void> {
  const [dialog] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Control+Shift+S'),
  ]);
  await dialog.setFiles(paths);
}

test('GAM takes the fixed copy of a table that it would misread', async ({
  place,
  profile,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-preflight-'));
  const path = join(folder, 'staff.csv');
  await writeFile(path, Buffer.from(STAFF, 'latin1'));
  const clean = join(folder, 'clean.csv');
  await writeFile(clean, FIXED);
  const later = join(folder, 'later.csv');
  await writeFile(later, FIXED);
  const { home, opens } = await start();
  const page = await opens(() => place.begin(home));
  await waitForScreen(page, /\$ $/m);
  const id = await onlySession(profile);
  const fileOf = (name: string) =>
    place.fileOf(id, name).then(
      (data) => data.toString('utf8'),
      () => 'not there',
    );
  const sheet = page.getByRole('dialog');
  const transfers = page.getByRole('list', { name: 'Transfers' });

  // Nothing is said of a file that is as it should be.
  await choose(page, clean);
  await expect(transfers).toContainText('Sent to /work');
  await expect(sheet).toBeHidden();
  expect(await fileOf('clean.csv')).toBe(FIXED);

  await choose(page, path);
  await expect(sheet).toContainText('staff.csv: checked, not sent yet');
  await expect(sheet).toContainText('columndelimiter ";"');
  await expect(sheet).toContainText('charset latin1');
  await expect(sheet.getByRole('cell', { name: 'Zoë' })).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Send the fixed copy' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  // What is sent later is there: it would be too.
  await choose(page, later);
  await expect.poll(() => fileOf('later.csv')).toBe(FIXED);
  expect(await fileOf('staff.csv')).toBe('not there');

  await choose(page, path);
  await sheet.getByText('Leave it out').click();
  await sheet.getByRole('button', { name: 'Send the fixed copy' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('staff.fixed.csv has 1 row, 1 left out')).toBeVisible();
  await expect.poll(() => fileOf('staff.fixed.csv')).toBe(FIXED);
  expect((await readFile(path)).toString('latin1')).toBe(STAFF);

  await typeLine(page, `gam csv staff.fixed.csv ${CREATE}; echo "exit is $?"`);
  await waitForScreen(page, /exit is 0/);
  // GAM took seconds, in which the other would have come.
  expect(await fileOf('staff.csv')).toBe('not there');
  await typeLine(page, 'clear; gam info user zoe.preflight quick | grep -i name');
  await waitForScreen(page, /First Name: Zoë/);

  // As it is, it goes as it is, and GAM does not take it.
  await choose(page, path);
  await sheet.getByRole('button', { name: 'Send as it is' }).click();
  await expect.poll(() => fileOf('staff.csv')).not.toBe('not there');
  await typeLine(page, `gam csv staff.csv ${CREATE}; echo "exit is now $?"`);
  await waitForScreen(page, /exit is now 6/);
  await rm(folder, { recursive: true });
});
