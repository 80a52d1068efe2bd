/** Tenants: a GAM that is set up on this computer is found and used where it is, and its secrets stay in its folder. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PLANTED, writeGamFolder } from '../unit/tenants/gam-folders';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { filesWith, processesWith } from './lib/place/secrets';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';
import { iconPixels } from './lib/window-icon';

const SECRETS = Object.values(PLANTED);

test('a GAM that is found is a tenant with Enter alone, and none of its secrets leave its folder', async ({
  profile,
  start,
}) => {
  const gam = join(profile, 'home', '.gam');
  writeGamFolder(gam, { DEFAULT: 'larkfield.example' });
  const { app, home, opens, quit } = await start();
  const said: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (data) => said.push(String(data)));
  await home.getByRole('button', { name: 'Use this…' }).click();
  const form = home.getByRole('dialog', { name: 'Add a tenant' });
  await expect(form.getByLabel('Name')).toHaveValue('Larkfield');
  await expect(form.getByLabel('Domain')).toHaveValue('larkfield.example');
  await expect(form.getByLabel('Folder')).toHaveValue(gam);
  await home.keyboard.press('Enter');
  const sheet = home.getByRole('dialog', { name: 'New session' });
  await expect(sheet.getByRole('radio', { name: /Larkfield/ })).toBeChecked();
  const terminal = await opens(() => home.keyboard.press('Enter'));
  await expect(terminal.locator('.tenant-name')).toHaveText('Larkfield');
  await waitForScreen(terminal, /Larkfield work \$ $/m);

  // GAM reads the files where they are, and the tenant cannot be left.
  await typeLine(terminal, 'gam config verify variables "^config_dir"; gam select DEFAULT version');
  await waitForScreen(terminal, /select: Not Allowed/);
  expect((await screenOf(terminal)).replaceAll('\n', '')).toContain(`config_dir = ${gam}`);
  await typeLine(terminal, 'HTTPS_PROXY=http://127.0.0.1:9 gam info domain; echo "end=$?"');
  await waitForScreen(terminal, /end=\d/, { timeout: 120_000 });
  expect(await screenOf(terminal)).not.toMatch(/Not Found|Need Read/);

  const id = await onlySession(profile);
  // In the task switcher it is the tenant's fill with its letters, and nobody else's.
  await expect.poll(() => iconPixels(`Larkfield · ${id}`, '0b7a75')).toBeGreaterThan(1000);
  expect(await iconPixels(`Larkfield · ${id}`, 'ffffff')).toBeGreaterThan(50);
  // The app's own picture has a stripe of it.
  expect(await iconPixels('GamGUI', '0b7a75')).toBeLessThan(1000);
  expect(await processesWith(SECRETS)).toEqual([]);
  await terminal.keyboard.press('Control+Shift+Backspace');
  await terminal.getByRole('button', { name: 'End session' }).click();
  await expect(home.getByRole('row')).toHaveCount(0);
  await quit();
  expect(await filesWith(profile, SECRETS, gam)).toEqual([]);
  expect(SECRETS.filter((secret) => said.join('').includes(secret))).toEqual([]);
  expect(await readdir(join(profile, 'sessions'))).not.toContain(id);
  // The search finds what is there, and GAM's files are as they were.
  expect((await filesWith(gam, SECRETS)).length).toBe(3);
  expect((await stat(join(gam, 'oauth2.txt'))).mode & 0o777).toBe(0o600);
});

test('a tenant is added, checked, changed, told apart and removed', async ({ profile, start }) => {
  const gam = join(profile, 'home', '.gam');
  writeGamFolder(gam, { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
  const { home } = await start();
  await home.getByRole('button', { name: 'Tenants' }).click();
  await home.getByRole('button', { name: 'Add a tenant…' }).click();
  const form = home.getByRole('dialog');
  await home.keyboard.press('Enter');
  await expect(form.getByLabel('Name')).toHaveAccessibleDescription(
    'It cannot be so: it is empty.',
  );
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByRole('button', { name: 'Use this' }).first().click();
  await form.getByLabel('Name').fill('Larkfield');
  await home.keyboard.press('Enter');
  const larkfield = home.getByRole('listitem', { name: 'Larkfield' });
  await expect(larkfield.getByRole('status')).toContainText('Ready');
  await expect(larkfield).toContainText('Signed in as admin@larkfield.example, with 17 scopes.');

  // The other section, by mistake with the first one's domain and colour.
  await home.getByRole('button', { name: 'Add a tenant…' }).click();
  await form.getByRole('button', { name: 'Use this' }).click();
  await form.getByLabel('Domain').fill('larkfield.example');
  await form.getByText('teal').click();
  await expect(form).toContainText('Larkfield has this colour too');
  await form.getByLabel('Name').press('Enter');
  const nord = home.getByRole('listitem', { name: 'Nord' });
  await expect(nord).toContainText('Its credentials are for nordlicht.example');
  await nord.getByRole('button', { name: 'Change…' }).click();
  await form.getByLabel('Domain').fill('nordlicht.example');
  await form.getByLabel('Domain').press('Enter');
  await expect(nord.getByRole('status')).toContainText('Ready');

  await nord.getByRole('button', { name: 'New session…' }).click();
  const sheet = home.getByRole('dialog', { name: 'New session' });
  await expect(sheet.getByRole('radio', { name: /^Nord/ })).toBeChecked();
  await home.keyboard.press('Escape');

  const kept = JSON.parse(await readFile(join(profile, 'tenants.json'), 'utf8'));
  expect(kept.tenants).toMatchObject([
    { id: 'larkfield', source: { kind: 'gam-folder', folder: gam, section: null } },
    { id: 'nord', domain: 'nordlicht.example', source: { section: 'nord' } },
  ]);
  await nord.getByRole('button', { name: 'Remove…' }).click();
  await home.getByRole('button', { name: 'Remove tenant' }).click();
  await expect(nord).toHaveCount(0);
});

test('Google is asked in a short session that a person agrees to, and what it says is told', async ({
  profile,
  start,
}) => {
  writeGamFolder(join(profile, 'home', '.gam'), { DEFAULT: 'larkfield.example' });
  // No way leads to Google from here: of the words this is the one that needs no stand-in (test/unit/tenants/asked.test.ts).
  const nowhere = 'http://127.0.0.1:9';
  const { home } = await start({ HTTPS_PROXY: nowhere, https_proxy: nowhere });
  await home.getByRole('button', { name: 'Tenants' }).click();
  await home.getByRole('button', { name: 'Add a tenant…' }).click();
  await home.getByRole('button', { name: 'Use this' }).click();
  await home.getByLabel('Name').press('Enter');
  const larkfield = home.getByRole('listitem', { name: 'Larkfield' });
  await larkfield.getByRole('button', { name: 'Ask Google…' }).click();
  const sheet = home.getByRole('alertdialog', { name: 'Ask Google about Larkfield?' });
  await expect(sheet).toContainText('A short session is made in Local');
  expect(await readdir(join(profile, 'sessions')).catch(() => [])).toEqual([]);
  await sheet.getByRole('button', { name: 'Ask Google' }).click();
  await expect(larkfield.getByRole('status')).toContainText('Asking Google');
  // Whoever is on another page when the answer comes has it all the same.
  const pages = home.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('button', { name: 'Settings' }).click();
  await expect.poll(() => readdir(join(profile, 'records')), { timeout: 90_000 }).toEqual([]);
  await pages.getByRole('button', { name: 'Tenants' }).click();
  await expect(larkfield).toContainText('Google could not be reached', { timeout: 90_000 });
  await expect(larkfield.getByRole('status')).toContainText('Failed a check');
  // Nothing is left of the session.
  await home.getByRole('button', { name: 'Sessions' }).click();
  await expect(home.getByRole('row')).toHaveCount(0);
  expect(await filesWith(profile, SECRETS, join(profile, 'home', '.gam'))).toEqual([]);
});

test('a tenant with a running session is not removed, and the command line runs in it', async ({
  profile,
  shell,
  start,
}) => {
  const gam = join(profile, 'home', '.gam');
  writeGamFolder(gam, { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
  const { home } = await start();
  await home.getByRole('button', { name: 'Tenants' }).click();
  await home.getByRole('button', { name: 'Add a tenant…' }).click();
  await home.getByRole('button', { name: 'Use this' }).last().click();
  await home.getByLabel('Name').press('Enter');
  await expect(home.getByRole('listitem', { name: 'Nord' })).toBeVisible();

  const words = ['run', '--tenant', 'nord', '--keep', '--', 'gam', 'config', 'verify'];
  const ran = await shell([...words, 'variables', '^config_dir']);
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(join(gam, 'nord'))]);
  expect(ran.stdout).toContain('Section: nord');
  const wrong = await shell(['run', '--tenant', 'nobody', '--', 'true']);
  expect(wrong.stderr).toContain('Known: nord, demo.');

  const nord = home.getByRole('listitem', { name: 'Nord' });
  await nord.getByRole('button', { name: 'Remove…' }).click();
  await home.getByRole('button', { name: 'Remove tenant' }).click();
  await expect(home.getByRole('alert')).toContainText(
    'Nord was not removed: a session of it runs. End it first.',
  );
  await expect(nord).toBeVisible();
});
