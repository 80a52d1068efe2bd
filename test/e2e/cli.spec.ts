/** The same without windows: the app's command line in the real Electron, without a display and beside an open app. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './lib/app';
import { sessionsOf } from './lib/cli';
import type { TestPlace } from './lib/place/place';

/** The command line needs no display. */
const NO_DISPLAY = { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } };

/** The beginning of a command that makes a session there. */
function run({ kind }: TestPlace): string[] {
  return ['run', '--backend', kind];
}

/** The rows of GAM's output, without its head. */
function rows(stdout: string): string[] {
  return stdout.trimEnd().split('\n').slice(1);
}

test('run gives the command’s output alone, and leaves nothing', async ({ place, shell }) => {
  const { code, stdout, stderr } = await shell(
    [...run(place), '--tenant', 'demo', '--', 'gam', 'print', 'users'],
    NO_DISPLAY,
  );
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe('primaryEmail');
  expect(rows(stdout)).toHaveLength(1200);
  for (const row of rows(stdout)) expect(row).toMatch(/^[^@\s]+@demo\.example$/);
  expect(await place.everySession()).toEqual([]);
});

test('a bulk job creates what its file says, and the session keeps it', async ({
  place,
  profile,
  shell,
}) => {
  const file = join(profile, 'new.csv');
  const people = Array.from({ length: 3 }, (_, i) => `new${i}@demo.example`);
  const lines = people.map((email, i) => `${email},First${i},Last${i}`);
  await writeFile(file, ['Email,First,Last', ...lines, ''].join('\n'));
  const create = 'gam csv new.csv gam create user ~Email firstname ~First lastname ~Last'.split(
    ' ',
  );
  const made = await shell(
    [...run(place), '--keep', '--file', 'new.csv', '--', ...create, 'password', 'random'],
    { ...NO_DISPLAY, cwd: profile },
  );
  expect(made.code, made.stderr).toBe(0);
  const [session] = await sessionsOf(profile, place.env);
  if (session === undefined) throw new Error('the session was not kept');
  expect(made.stderr).toContain(`session ${session.id} stays`);
  const users = await shell(['exec', session.id, '--', 'gam', 'print', 'users'], NO_DISPLAY);
  expect(users.code, users.stderr).toBe(0);
  expect(rows(users.stdout)).toHaveLength(1203);
  expect(rows(users.stdout)).toEqual(expect.arrayContaining(people));
  const ended = await shell(['end', session.id], NO_DISPLAY);
  expect(ended.code, ended.stderr).toBe(0);
  expect(await place.tracesOf(session.id)).toEqual([]);
  expect(await sessionsOf(profile, place.env)).toEqual([]);
});

test('a command’s own streams and exit code come through', async ({ place, profile, shell }) => {
  const script = 'cat; echo to-err >&2; exit 7';
  const own = await shell([...run(place), '--keep', '--', 'sh', '-c', script], {
    ...NO_DISPLAY,
    input: 'from the caller\n',
  });
  expect(own.code, own.stderr).toBe(7);
  expect(own.stdout).toBe('from the caller\n');
  expect(own.stderr).toMatch(/^to-err$/m);
  const [session] = await sessionsOf(profile, place.env);
  if (session === undefined) throw new Error('the session was not kept');
  const gam = ['gam', 'info', 'user', 'nobody@demo.example'];
  const inside = await shell(['exec', session.id, '--', 'sh', '-c', `${gam.join(' ')}; echo $?`]);
  const outside = await shell(['exec', session.id, '--', ...gam], NO_DISPLAY);
  expect(outside.code).not.toBe(0);
  expect(inside.stdout.trimEnd().split('\n').at(-1)).toBe(String(outside.code));
});

test('a file goes in and comes out again, byte by byte', async ({ place, profile, shell }) => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
  const name = 'a file “with” spaces.bin';
  await writeFile(join(profile, name), bytes);
  await shell([...run(place), '--keep', '--', 'true'], NO_DISPLAY);
  const [session] = await sessionsOf(profile, place.env);
  if (session === undefined) throw new Error('the session was not kept');
  const put = await shell(['put', session.id, name], { ...NO_DISPLAY, cwd: profile });
  expect(put.code, put.stderr).toBe(0);
  const again = await shell(['put', session.id, name], { ...NO_DISPLAY, cwd: profile });
  expect(again.code, 'what is there is not replaced unasked').not.toBe(0);
  const size = await shell(['exec', session.id, '--', 'wc', '-c', name], NO_DISPLAY);
  expect(size.stdout).toMatch(/^300000 /);
  const back = join(profile, 'back');
  await mkdir(back);
  const get = await shell(['get', session.id, name], { ...NO_DISPLAY, cwd: back });
  expect(get.code, get.stderr).toBe(0);
  expect((await readFile(join(back, name))).equals(bytes)).toBe(true);
});

test('an open app lists what the command line keeps, and what it ends', async ({
  place,
  profile,
  shell,
  start,
}) => {
  const { home } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  const made = await shell([...run(place), '--keep', '--name', 'from the shell', '--', 'true']);
  expect(made.code, made.stderr).toBe(0);
  await expect(home.getByRole('row', { name: /from the shell/ })).toBeVisible();
  const [session] = await sessionsOf(profile, place.env);
  if (session === undefined) throw new Error('the session was not kept');
  const ended = await shell(['end', session.id]);
  expect(ended.code, ended.stderr).toBe(0);
  await expect(home.getByRole('row')).toHaveCount(0);
});
