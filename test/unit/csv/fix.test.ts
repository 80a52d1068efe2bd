/** A copy is private, whole or not there, and leaves the original alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCsv } from '../../../main/csv/check';
import { type FixOptions, fixCsv } from '../../../main/csv/fix';
import type { CsvMend } from '../../../preload/csv';

let folder = '';
let path = '';
let to = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-fix-'));
  path = join(folder, 'users.csv');
  to = join(folder, 'users.fixed.csv');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function fix(content: string, options?: FixOptions) {
  writeFileSync(path, content);
  return fixCsv(path, to, await checkCsv(path, { domains: [] }), options);
}

async function fixed(content: string, ...mends: CsvMend[]): Promise<string> {
  await fix(content, mends.length > 0 ? { mends } : undefined);
  return readFileSync(to, 'utf8');
}

test('mends what needs no decision', async () => {
  const content = '\ufeffEMAIL; First;First\r\n a@x.org;" A";"Nygaard\r\n Holm "\r\n\r\n;x;y\r\n';
  expect(await fixed(content)).toBe('Email," First",First\na@x.org," A",Nygaard Holm\n,x,y\n');
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('mends what a person decides', async () => {
  const content = 'Email,OU,,OU\n,/A,1,/B\na@x.org,/A,2,/B\n';
  expect(await fixed(content, 'header-names')).toMatch(/^Email,OU_1,Column3,OU\n,\/A/);
  rmSync(to);
  expect(await fixed(content, 'blank-keys')).toBe('Email,OU,,OU\na@x.org,/A,2,/B\n');
  rmSync(to);
  expect(await fixed('Ada,a@x.org\n', 'add-header')).toBe('Column1,Email\nAda,a@x.org\n');
});

test('leaves a name alone that another column has', async () => {
  expect(await fixed('EMAIL,Email,OU,OU \na@x.org,b@x.org,1,2\n')).toMatch(
    /^EMAIL,Email,OU,"OU "\n/,
  );
});

test('keeps a row of one blank cell, which would be an empty line', async () => {
  expect(await fixed('Email\n  \na@x.org\n')).toBe('"Email"\n""\n"a@x.org"\n');
});

test('is private, and says what it is', async () => {
  const copy = await fix('Email;N\na@x.org;1\n;2\n', { mends: ['blank-keys'] });
  expect(statSync(to).mode & 0o777).toBe(0o600);
  expect(copy).toMatchObject({ rows: 1, leftOut: 1, size: 'Email,N\na@x.org,1\n'.length });
});

test('replaces nothing, neither the original nor another file', async () => {
  writeFileSync(to, 'mine');
  await expect(fix('Email\na@x.org\n')).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(to, 'utf8')).toBe('mine');
  to = path;
  await expect(fix('Email\na@x.org\n')).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(path, 'utf8')).toBe('Email\na@x.org\n');
  expect(readdirSync(folder).sort()).toEqual(['users.csv', 'users.fixed.csv']);
});

test('is refused when the file is another one than was looked at', async () => {
  writeFileSync(path, 'Email\na@x.org\n');
  const report = await checkCsv(path, { domains: [] });
  writeFileSync(path, 'Email\na@x.org\nb@x.org\n');
  await expect(fixCsv(path, to, report)).rejects.toMatchObject({ code: 'changed' });
  expect(readdirSync(folder)).toEqual(['users.csv']);
});

test('leaves nothing where it ends early', async () => {
  const end = new AbortController();
  const progress = () => end.abort(new Error('enough'));
  const work = fix('a,b\n'.repeat(100_000), { signal: end.signal, progress });
  await expect(work).rejects.toThrow('enough');
  await expect(fix('a,b\n1,"2\n')).rejects.toMatchObject({ code: 'unreadable' });
  expect(readdirSync(folder)).toEqual(['users.csv']);
});
