/** Files of a session that are saved on this computer: the newest by a key, one under a name, all into a folder. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localName } from '../../main/files/local-name';
import { TakenNames } from '../../main/files/taken-names';
import { expect, test } from './lib/app';
import { sha256, treeOf } from './lib/drag/trees';
import { NAMES } from './lib/names';
import { typeLine, waitForScreen } from './lib/terminal';

test('the newest goes to Downloads, one where a person says, all into a folder', async ({
  place,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-save-'));
  await mkdir(join(folder, 'all'));
  // Where the desktop says that downloads go (https://www.freedesktop.org/wiki/Software/xdg-user-dirs/).
  await writeFile(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${folder}"\n`);
  const { app, home, opens } = await start({ XDG_CONFIG_HOME: folder });
  const page = await opens(() => place.begin(home));
  await waitForScreen(page, /\$ $/m);
  await typeLine(
    page,
    'mkdir old && echo 1 > old/a.csv && echo 2 > b.csv && sleep 0.1 && echo 3 > users.csv',
  );
  const transfers = page.getByRole('list', { name: 'Transfers' });

  await waitForScreen(page, /users\.csv\n.*\$ $/m);
  await page.keyboard.press('Control+Shift+D');
  await expect(transfers).toContainText('the same at both ends');
  expect(await readFile(join(folder, 'users.csv'), 'utf8')).toBe('3\n');
  await expect(page.getByText('By its name users.csv holds personal data')).toBeVisible();
  await transfers.getByRole('button', { name: 'Take it off the list' }).click();
  await expect(transfers).toBeHidden();

  // A person's answer in the desktop's own dialogs.
  await app.evaluate(({ dialog }, where) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: `${where}/other name.csv` });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [`${where}/all`] });
  }, folder);
  const drawer = page.getByRole('complementary', { name: 'Files' });
  await page.keyboard.press('Control+Shift+E');
  await expect(drawer.getByRole('row')).toHaveCount(3);
  await drawer.getByRole('grid').focus();
  await page.keyboard.type('b.csv');
  await page.keyboard.press('Control+s');
  await expect
    .poll(() => readFile(join(folder, 'other name.csv'), 'utf8').catch(() => 'not there'))
    .toBe('2\n');
  await drawer.getByRole('button', { name: 'Save all…' }).click();
  await expect
    .poll(async () => Object.keys(await treeOf(join(folder, 'all'))).sort())
    .toEqual(['b.csv', 'old/', 'old/a.csv', 'users.csv']);
  await rm(folder, { recursive: true });
});

test('files of every name are saved whole, under names that are safe here', async ({
  place,
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-save-'));
  const { app, home, opens } = await start();
  const page = await opens(() => place.begin(home));
  await waitForScreen(page, /\$ $/m);
  for (const [at, [name]] of NAMES.entries()) await typeLine(page, `echo content ${at} > ${name}`);
  await app.evaluate(({ dialog }, where) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [where] });
  }, folder);
  await page.keyboard.press('Control+Shift+E');
  const drawer = page.getByRole('complementary', { name: 'Files' });
  await expect(drawer.getByRole('row')).toHaveCount(NAMES.length);
  await drawer.getByRole('button', { name: 'Save all…' }).click();
  const safe = (name: Buffer) => localName(name, new TakenNames(), 'linux');
  const saved = NAMES.map(([, name], at) => [safe(name), sha256(Buffer.from(`content ${at}\n`))]);
  await expect.poll(() => treeOf(folder)).toEqual(Object.fromEntries(saved));
  await rm(folder, { recursive: true });
});
