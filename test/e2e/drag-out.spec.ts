/** Files of a session that are dragged to another program of the desktop by a real pointer. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { localName } from '../../main/files/local-name';
import { TakenNames } from '../../main/files/taken-names';
import { expect, type RunningApp, test } from './lib/app';
import { sourceOf, targetInto } from './lib/drag/other';
import { drag, middleOf, pressAndMove, toCorner } from './lib/drag/pointer';
import { sha256, treeOf } from './lib/drag/trees';
import { NAMES } from './lib/names';
import type { TestPlace } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

async function open(running: RunningApp, place: TestPlace): Promise<Page> {
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  await toCorner(running, page);
  return page;
}

const drawerOf = (page: Page) => page.getByRole('complementary', { name: 'Files' });
const rowOf = (page: Page, name: string) =>
  drawerOf(page).getByRole('row').filter({ hasText: name });

test('files of every name that are dragged out are the same there, and their copies private', async ({
  place,
  profile,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-drag-'));
  const running = await start();
  const page = await open(running, place);
  for (const [at, [name]] of NAMES.entries()) await typeLine(page, `echo content ${at} > ${name}`);
  await page.keyboard.press('Control+Shift+E');
  await expect(drawerOf(page).getByRole('row')).toHaveCount(NAMES.length);
  await drawerOf(page).getByRole('grid').focus();
  await page.keyboard.press('Control+a');

  const target = await targetInto(folder);
  const dropped = target.next('dropped');
  const row = await middleOf(running, page, rowOf(page, 'two words'));
  await drag(row, target.at, () => target.over());
  await dropped;
  const taken = new TakenNames();
  const expected = NAMES.map(([, bytes], at) => [
    localName(bytes, taken, 'linux'),
    sha256(Buffer.from(`content ${at}\n`)),
  ]);
  expect(await treeOf(folder)).toEqual(Object.fromEntries(expected));
  await expect(page.getByText('By its name oauth2.txt holds credentials')).toBeVisible();

  // The copies are the user's alone, and go with the app at the latest.
  const staged = join(profile, 'staged');
  expect((await stat(staged)).mode & 0o777).toBe(0o700);
  const [one = ''] = await readdir(staged);
  expect((await stat(join(staged, one))).mode & 0o777).toBe(0o700);
  for (const name of await readdir(join(staged, one)))
    expect((await stat(join(staged, one, name))).mode & 0o777).toBe(0o600);
  await target.end();
  await running.quit();
  expect(await readdir(profile)).not.toContain('staged');
  await rm(folder, { recursive: true });
});

test('a folder of 500 files is whole where it is dropped', async ({ place, start }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-drag-'));
  const running = await start();
  const page = await open(running, place);
  await typeLine(
    page,
    'mkdir -p staff/empty && for i in $(seq 500); do echo row $i > staff/$i.csv; done',
  );
  await page.keyboard.press('Control+Shift+E');
  await expect(rowOf(page, 'staff')).toBeVisible();
  await waitForScreen(page, /\$ $/m);
  const target = await targetInto(folder);
  const dropped = target.next('dropped');
  const row = await middleOf(running, page, rowOf(page, 'staff'));
  // A folder is not fetched before somebody drags it.
  await pressAndMove(row);
  await expect(page.getByText('“staff” is here')).toBeVisible();
  await drag(row, target.at, () => target.over());
  expect(await dropped).toEqual(['staff']);
  const files = Array.from({ length: 500 }, (_, at) => [
    `staff/${at + 1}.csv`,
    sha256(Buffer.from(`row ${at + 1}\n`)),
  ]);
  expect(await treeOf(folder)).toEqual({
    'staff/': 'folder',
    'staff/empty/': 'folder',
    ...Object.fromEntries(files),
  });
  await target.end();
  await rm(folder, { recursive: true });
});

test('a large file is fetched first, which is said; a press alone leaves nothing', async ({
  place,
  profile,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-drag-'));
  const running = await start();
  const page = await open(running, place);
  await typeLine(
    page,
    'head -c 60000000 /dev/urandom > large.bin; sha256sum large.bin; echo x > small.csv',
  );
  await page.keyboard.press('Control+Shift+E');
  await expect(rowOf(page, 'small')).toBeVisible();
  await waitForScreen(page, /^[0-9a-f]{64} {2}large/m);

  await rowOf(page, 'small').click({ delay: 1_000 });
  const copies = async () => {
    const drags = await readdir(join(profile, 'staged')).catch(() => []);
    return drags.length;
  };
  await expect.poll(copies).toBe(0);

  await pressAndMove(await middleOf(running, page, rowOf(page, 'large')));
  await expect(page.getByText('“large.bin” is here')).toBeVisible();
  const target = await targetInto(folder);
  const dropped = target.next('dropped');
  await drag(await middleOf(running, page, rowOf(page, 'large')), target.at, () => target.over());
  await dropped;
  const { 'large.bin': got } = await treeOf(folder);
  await waitForScreen(page, new RegExp(`^${got} {2}large`, 'm'));

  await target.end();
  await rm(folder, { recursive: true });
});

test('the window takes nothing that it has itself let out, and afterwards takes others', async ({
  place,
  profile,
  start,
}) => {
  const running = await start();
  const page = await open(running, place);
  await typeLine(page, 'echo x > small.csv');
  await page.keyboard.press('Control+Shift+E');
  await expect(rowOf(page, 'small')).toBeVisible();
  const terminal = await middleOf(running, page, page.getByRole('main', { name: 'Terminal' }));
  const heldOver = () =>
    page.evaluate(
      () =>
        new Promise<void>((go) => {
          let heard = 0;
          window.addEventListener('dragover', () => {
            heard += 1;
            if (heard > 20) go();
          });
        }),
    );
  const target = page.getByText(/^Send 1 item to/);
  await drag(await middleOf(running, page, rowOf(page, 'small')), terminal, async () => {
    await heldOver();
    await expect(target).toHaveCount(0);
  });
  const source = await sourceOf([join(profile, 'settings.json')]);
  await drag(source.at, terminal, () => target.waitFor());
  const transfers = page.getByRole('list', { name: 'Transfers' });
  await expect(transfers).toContainText('the same at both ends');
  await expect(transfers.getByRole('listitem')).toHaveCount(1);
  await source.end();
});
