import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFile, hashFiles, readStamp, writeStamp } from '../../../setup/lib/stamp.mjs';
import { temporaryFolder } from './folder';

function sources(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'main/deep'), { recursive: true });
  writeFileSync(join(folder, 'main/deep/a.ts'), 'one');
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

const NAMES = ['main', 'package.json', 'missing'];

test('the hash is of names and contents, wherever the folder is', () => {
  expect(hashFiles(sources(), NAMES)).toBe(hashFiles(sources(), NAMES));
});

test.each([
  ['a changed file', (folder: string) => writeFileSync(join(folder, 'main/deep/a.ts'), 'two')],
  ['a new file', (folder: string) => writeFileSync(join(folder, 'main/b.ts'), '')],
  ['a file that was missing', (folder: string) => writeFileSync(join(folder, 'missing'), '')],
])('%s changes the hash', (_, change) => {
  const folder = sources();
  const before = hashFiles(folder, NAMES);
  change(folder);
  expect(hashFiles(folder, NAMES)).not.toBe(before);
});

test('what tools leave beside sources does not', () => {
  const folder = sources();
  const before = hashFiles(folder, NAMES);
  for (const name of ['__pycache__', 'node_modules', '.mypy_cache']) {
    mkdirSync(join(folder, 'main', name));
    writeFileSync(join(folder, 'main', name, 'x'), 'x');
  }
  writeFileSync(join(folder, 'main/a.pyc'), 'x');
  expect(hashFiles(folder, NAMES)).toBe(before);
});

test('a stamp is read back, and nothing is left beside it', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'out', '.stamp');
  expect(readStamp(file)).toBeUndefined();
  writeStamp(file, 'one');
  writeStamp(file, 'two');
  expect(readStamp(file)).toBe('two');
  expect(readdirSync(join(folder, 'out'))).toEqual(['.stamp']);
});

test('a file has the sha256 that everyone knows', async () => {
  const file = join(temporaryFolder(), 'empty');
  writeFileSync(file, '');
  expect(await hashFile(file)).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});
