/** The same without windows: the app's command line in the real Electron, without a display and beside an open app. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './lib/app';
import { cli, sessionsOf } from './lib/cli';
import { processesOf } from './lib/leftovers';

/** The command line needs no display. */
const NO_DISPLAY = { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } };

/** The rows of GAM's output, without its head. */
function rows(stdout: string): string[] {
  return stdout.trimEnd().split('\n').slice(1);
}

test('run gives the command’s output alone, and leaves nothing', async ({ profile }) => {
  const { code, stdout, stderr } = await cli(
    profile,
    ['run', '--tenant', 'demo', '--', 'gam', 'print', 'users'],
    NO_DISPLAY,
  );
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe('primaryEmail');
  expect(rows(stdout)).toHaveLength(1200);
  for (const row of rows(stdout)) expect(row).toMatch(/^[^@\s]+@demo\.example$/);
  expect(await readdir(join(profile, 'sessions'))).toEqual([]);
});

test('a bulk job creates what its file says, and the session keeps it', async ({ profile }) => {
  const file = join(profile, 'new.csv');
  const people = Array.from({ length: 3 }, (_, i) => `new${i}@demo.example`);
  const lines = people.map((email, i) => `${email},First${i},Last${i}`);
  await writeFile(file, ['Email,First,Last', ...lines, ''].join('\n'));
  const create = 'gam csv new.csv gam create user ~Email firstname ~First lastname ~Last'.split(
    ' ',
  );
  const made = await cli(
    profile,
    ['run', '--keep', '--file', 'new.csv', '--', ...create, 'password', 'random'],
    { ...NO_DISPLAY, cwd: profile },
  );
  expect(made.code, made.stderr).toBe(0);
  const [session] = await sessionsOf(profile);
  if (session === undefined) throw new Error('the session was not kept');
  expect(made.stderr).toContain(`session ${session.id} stays`);
  const users = await cli(profile, ['exec', session.id, '--', 'gam', 'print', 'users'], NO_DISPLAY);
  expect(users.code, users.stderr).toBe(0);
  expect(rows(users.stdout)).toHaveLength(1203);
  expect(rows(users.stdout)).toEqual(expect.arrayContaining(people));
  const ended = await cli(profile, ['end', session.id], NO_DISPLAY);
  expect(ended.code, ended.stderr).toBe(0);
  expect(await processesOf(session.id)).toEqual([]);
  expect(await sessionsOf(profile)).toEqual([]);
});

test('a command’s own streams and exit code come through', async ({ profile }) => {
  const script = 'cat; echo to-err >&2; exit 7';
  const own = await cli(profile, ['run', '--keep', '--', 'sh', '-c', script], {
    ...NO_DISPLAY,
    input: 'from the caller\n',
  });
  expect(own.code, own.stderr).toBe(7);
  expect(own.stdout).toBe('from the caller\n');
  expect(own.stderr).toMatch(/^to-err$/m);
  const [session] = await sessionsOf(profile);
  if (session === undefined) throw new Error('the session was not kept');
  const gam = ['gam', 'info', 'user', 'nobody@demo.example'];
  const inside = await cli(profile, [
    'exec',
    session.id,
    '--',
    'sh',
    '-c',
    `${gam.join(' ')}; echo $?`,
  ]);
  const outside = await cli(profile, ['exec', session.id, '--', ...gam], NO_DISPLAY);
  expect(outside.code).not.toBe(0);
  expect(inside.stdout.trimEnd().split('\n').at(-1)).toBe(String(outside.code));
});

test('a file goes in and comes out again, byte by byte', async ({ profile }) => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
  const name = 'a file “with” spaces.bin';
  await writeFile(join(profile, name), bytes);
  await cli(profile, ['run', '--keep', '--', 'true'], NO_DISPLAY);
  const [session] = await sessionsOf(profile);
  if (session === undefined) throw new Error('the session was not kept');
  const put = await cli(profile, ['put', session.id, name], { ...NO_DISPLAY, cwd: profile });
  expect(put.code, put.stderr).toBe(0);
  const again = await cli(profile, ['put', session.id, name], { ...NO_DISPLAY, cwd: profile });
  expect(again.code, 'what is there is not replaced unasked').not.toBe(0);
  const size = await cli(profile, ['exec', session.id, '--', 'wc', '-c', name], NO_DISPLAY);
  expect(size.stdout).toMatch(/^300000 /);
  const place = join(profile, 'back');
  await mkdir(place);
  const get = await cli(profile, ['get', session.id, name], { ...NO_DISPLAY, cwd: place });
  expect(get.code, get.stderr).toBe(0);
  expect((await readFile(join(place, name))).equals(bytes)).toBe(true);
});

const WRONG: [string, string[], RegExp][] = [
  ['tenant', ['run', '--tenant', 'nosuch', '--', 'true'], /nosuch/],
  ['backend', ['run', '--backend', 'nosuch', '--', 'true'], /nosuch/],
  ['option', ['run', '--nosuch', '--', 'true'], /--nosuch/],
  ['word', ['nosuch'], /nosuch/],
  ['command', ['run'], /command after/],
  ['session', ['exec', 'nosuchone', '--', 'true'], /nosuchone/],
];

for (const [what, words, message] of WRONG) {
  test(`an unknown or missing ${what} is told, and nothing is made`, async ({ profile }) => {
    const before = await readdir(profile, { recursive: true });
    const { code, stdout, stderr } = await cli(profile, words, NO_DISPLAY);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    const after = await readdir(profile, { recursive: true });
    // The profile's own folders may be there now; nothing is in them.
    const folders = ['records', 'run', 'sessions', ...before];
    expect(after.filter((name) => !folders.includes(name))).toEqual([]);
  });
}

test('an open app lists what the command line keeps, and what it ends', async ({
  profile,
  start,
}) => {
  const { home } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  const made = await cli(profile, ['run', '--keep', '--name', 'from the shell', '--', 'true']);
  expect(made.code, made.stderr).toBe(0);
  await expect(home.getByRole('row', { name: /from the shell/ })).toBeVisible();
  const [session] = await sessionsOf(profile);
  if (session === undefined) throw new Error('the session was not kept');
  const ended = await cli(profile, ['end', session.id]);
  expect(ended.code, ended.stderr).toBe(0);
  await expect(home.getByRole('row')).toHaveCount(0);
});
