/** `export`, of a session on this computer whose journal a shell could have written. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RealCli } from './real-cli';

let profile = '';
let real: RealCli;
let id = '';

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-export-'));
  real = new RealCli(profile);
  id = (await real.keep('--name', 'January', '--', 'true')).id;
  const journal = join(profile, 'sessions', id, 'state', 'journal');
  mkdirSync(journal, { recursive: true });
  writeFileSync(
    join(journal, '0000000000000000.bytes'),
    '\x1b[32m$\x1b[0m gam version\r\nGAM 7\r\n',
  );
  real.cwd = mkdtempSync(join(tmpdir(), 'gamgui-cwd-'));
});
afterAll(async () => {
  await real.endAll();
  rmSync(real.cwd, { recursive: true });
  rmSync(profile, { recursive: true });
});

test('writes text for the user alone, warns, and replaces nothing unasked', async () => {
  const said = await real.do('export', id, 'out.txt');
  expect(said).toMatchObject({ code: 0, stdout: '' });
  expect(said.stderr).toContain('may hold personal data');
  const file = join(real.cwd, 'out.txt');
  expect(readFileSync(file, 'utf8')).toBe('$ gam version\nGAM 7\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await real.do('export', id, 'out.txt', '--format', 'asciicast');
  expect(again.code).toBe(73);
  expect(readFileSync(file, 'utf8')).toBe('$ gam version\nGAM 7\n');
  const replaced = await real.do('export', id, 'out.txt', '--format', 'asciicast', '--replace');
  expect(replaced.code).toBe(0);
  const [header] = readFileSync(file, 'utf8').split('\n');
  expect(JSON.parse(header ?? '')).toMatchObject({ version: 2, title: 'January on Demo' });
});

test('says what it cannot do, and leaves nothing', async () => {
  expect(await real.do('export', id, 'a', 'b')).toMatchObject({ code: 2 });
  expect(await real.do('export', id, '--format', 'html', 'a')).toMatchObject({ code: 2 });
  expect(await real.do('export', 'nosession', 'a')).toMatchObject({ code: 2 });
  expect(await real.do('export', id, 'no-folder/a')).toMatchObject({ code: 66 });
  expect(readdirSync(real.cwd)).toEqual(['out.txt']);
});
