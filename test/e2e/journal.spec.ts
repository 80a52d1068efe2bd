/** All that a session has printed is searched from its window and exported, however little of it the window holds. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './lib/app';
import { typeLine, waitForScreen } from './lib/terminal';

test('what left the scrollback is found, and is in the export', async ({ place, start }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-export-'));
  const { app, home, opens } = await start();
  const page = await opens(() => place.begin(home));
  await waitForScreen(page, /\$ $/m);
  // Neither the command nor anything but the first line of what it prints has the word that is looked for.
  await typeLine(page, 'echo nee""dle; seq -f "row %.0f" 40000; echo fi""nished');
  await waitForScreen(page, /^finished$/m);

  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('needle');
  const found = page.getByRole('region', { name: 'In all output' });
  await expect(found).toContainText(/1 line in all .* of output/);
  await expect(page.getByText('not shown here')).toBeVisible();
  await found.getByRole('button', { name: 'needle' }).click();
  const around = page.getByRole('dialog');
  await expect(around).toContainText('row 3');
  await page.keyboard.press('Escape');

  await page.getByRole('textbox', { name: 'Search the output' }).fill('^row 3999[0-3]$');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await expect(found).toContainText(/4 lines in all/);
  await page.getByRole('textbox', { name: 'Search the output' }).fill('(row');
  await expect(found).toContainText('no regular expression');
  await page.keyboard.press('Escape');

  for (const [format, name] of [
    ['Text', 'out.txt'],
    ['Recording', 'out.cast'],
  ] as const) {
    await app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      },
      join(folder, name),
    );
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Export the output' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet).toContainText('may hold personal data');
    await expect(sheet).toContainText(/keeps the last 268.4 MB .* all of it/);
    await sheet.getByText(format, { exact: true }).click();
    await sheet.getByRole('button', { name: 'Export…' }).click();
    const notes = page.getByRole('region', { name: 'Export' });
    await expect(notes).toContainText(`of output are in ${name}`);
    await notes.getByRole('button', { name: 'Dismiss' }).click();
  }
  const text = await readFile(join(folder, 'out.txt'), 'utf8');
  const rows = Array.from({ length: 40_000 }, (_, n) => `row ${n + 1}`);
  expect(text).toContain(`\nneedle\n${rows.join('\n')}\nfinished\n`);
  const cast = await readFile(join(folder, 'out.cast'), 'utf8');
  const [header, ...events] = cast
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(header).toMatchObject({ version: 2, env: { TERM: 'xterm-256color' } });
  const printed = events.map((event) => (Array.isArray(event) && event[1] === 'o' ? event[2] : ''));
  expect(printed.join('')).toContain(`needle\r\n${rows.join('\r\n')}\r\nfinished\r\n`);
  for (const name of ['out.txt', 'out.cast'])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
