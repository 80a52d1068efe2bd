/** Files that are dragged from another program of the desktop into a session, by a real pointer. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './lib/app';
import { sourceOf } from './lib/drag/other';
import { drag, middleOf, toCorner } from './lib/drag/pointer';
import { sha256 } from './lib/drag/trees';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

/** Names that break what takes them for less than bytes. */
const NAMES = [
  'plain.csv',
  'two words.csv',
  `it's "quoted".csv`,
  'line\nend.csv',
  '-rf.csv',
  '👩‍👩‍👧 naïve.csv',
  `${'é'.repeat(125)}x.csv`,
];

/** Bytes of a name, as places tell them. */
const latin1 = (name: Buffer) => name.toString('latin1');

test('files of every name, dropped on the terminal, are the same in the session', async ({
  place,
  profile,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-drag-'));
  // Tables of which there is nothing to say: those are not asked about.
  const table = () =>
    Buffer.from(`Email,Note\nada@demo.example,${randomBytes(1_500).toString('hex')}\n`);
  const files = new Map(NAMES.map((name) => [name, table()]));
  for (const [name, data] of files) await writeFile(join(folder, name), data);
  const running = await start();
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  await toCorner(running, page);
  const id = await onlySession(profile);
  const source = await sourceOf(NAMES.map((name) => join(folder, name)));

  const terminal = page.getByRole('main', { name: 'Terminal' });
  const target = page.getByText(/^Send 7 items to/);
  await drag(source.at, await middleOf(running, page, terminal), () => target.waitFor());
  await expect(target).toBeHidden();
  await expect(page.getByRole('list', { name: 'Transfers' })).toContainText(
    'the same at both ends',
  );
  const hashes = [...files].map(
    ([name, data]) => [latin1(Buffer.from(name)), sha256(data)] as const,
  );
  expect(await place.filesOf(id)).toEqual(new Map(hashes));
  expect(await screenOf(page)).not.toContain('plain.csv');

  // Another one of that name, which is taken now.
  const other = table();
  await writeFile(join(folder, 'two words.csv'), other);
  const one = await sourceOf([join(folder, 'two words.csv')]);
  await source.end();
  const again = page.getByText(/^Send 1 item to/);
  await drag(one.at, await middleOf(running, page, terminal), () => again.waitFor());
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText('“two words.csv” is already in /work');
  await expect(ask.getByRole('button', { name: 'Keep both' })).toBeFocused();
  await ask.getByRole('button', { name: 'Keep both' }).click();
  await expect
    .poll(() => place.fileOf(id, 'two words (2).csv').then(sha256, () => 'not there'))
    .toBe(sha256(other));
  await one.end();
  await rm(folder, { recursive: true });
});

test('a folder of 500 files, dropped on a folder of the drawer, is whole in it', async ({
  place,
  profile,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-drag-'));
  await mkdir(join(folder, 'staff', 'empty'), { recursive: true });
  // Names that break what takes them for less than bytes, one of them no text at all.
  const hostile = [...NAMES.map((name) => Buffer.from(name)), Buffer.from('no \xff.csv', 'latin1')];
  const files = Array.from({ length: 500 }, (_, at) => {
    const name = Buffer.concat([Buffer.from('staff/'), hostile[at] ?? Buffer.from(`${at}.csv`)]);
    return [name, randomBytes(500 + at)] as const;
  });
  for (const [name, data] of files)
    await writeFile(Buffer.concat([Buffer.from(`${folder}/`), name]), data);
  const running = await start();
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  await toCorner(running, page);
  const id = await onlySession(profile);
  const drawer = page.getByRole('complementary', { name: 'Files' });
  await page.keyboard.press('Control+Shift+E');
  await drawer.getByRole('button', { name: 'New folder' }).click();
  await page.keyboard.type('in here');
  await page.keyboard.press('Enter');
  const row = drawer.getByRole('row').filter({ hasText: 'in here' });
  await expect(row).toBeVisible();

  const source = await sourceOf([join(folder, 'staff')]);
  const target = page.getByText('Send 1 item to /work/in here');
  await drag(source.at, await middleOf(running, page, row), () => target.waitFor());
  const transfers = page.getByRole('list', { name: 'Transfers' });
  await expect(transfers).toContainText('500 files sent to /work/in here, the same at both ends');
  const hashes = files.map(([name, data]) => [`in here/${latin1(name)}`, sha256(data)] as const);
  expect(await place.filesOf(id)).toEqual(new Map(hashes));
  await source.end();
  await rm(folder, { recursive: true });
});

test('files on the clipboard are pasted as they are dropped', async ({ place, profile, start }) => {
  const running = await start();
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  const id = await onlySession(profile);
  await typeLine(page, 'mkdir deep && echo content > "deep/a b.log"');
  const drawer = page.getByRole('complementary', { name: 'Files' });
  await page.keyboard.press('Control+Shift+E');
  await expect(drawer.getByRole('row')).toHaveCount(1);
  await drawer.getByRole('grid').focus();
  await page.keyboard.type('deep');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('row')).toContainText('a b.log');

  // Out by the clipboard of the desktop, and in again.
  await drawer.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied: paste it in another program')).toBeVisible();
  await page.getByRole('textbox', { name: /terminal input/i }).focus();
  await page.keyboard.press('Control+Shift+V');
  await expect(page.getByRole('list', { name: 'Transfers' })).toContainText('Sent to /work');
  expect((await place.fileOf(id, 'a b.log')).toString()).toBe('content\n');
  expect(await screenOf(page)).not.toContain('file://');
});
