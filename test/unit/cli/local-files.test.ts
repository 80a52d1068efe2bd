import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sources, targets } from '../../../main/cli/local-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-files-'));
  mkdirSync(join(folder, 'sub'));
  for (const name of ['a.csv', 'sub/a.csv', 'sub/b.csv']) writeFileSync(join(folder, name), name);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('files to send', () => {
  test('are relative to where the user is', async () => {
    expect(await sources(['a.csv', './sub/b.csv'], folder)).toEqual([
      { path: join(folder, 'a.csv'), name: 'a.csv', isFolder: false },
      { path: join(folder, 'sub', 'b.csv'), name: 'b.csv', isFolder: false },
    ]);
  });

  test('can be folders', async () => {
    const path = join(folder, 'sub');
    expect(await sources(['sub/'], folder)).toEqual([{ path, name: 'sub', isFolder: true }]);
  });

  test.each([
    [['none.csv'], 'no-input', 'none.csv'],
    [['/dev/null'], 'no-input', 'neither a file nor a folder'],
    [['a.csv', 'sub/a.csv'], 'usage', 'a.csv'],
  ])('%j are refused', async (files, code, words) => {
    await expect(sources(files, folder)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});

describe('files to fetch', () => {
  test('are called by the last part of what was typed', async () => {
    expect(await targets(['reports/june.csv'], 'sub', folder, false)).toEqual([
      {
        remote: 'reports/june.csv',
        path: join(folder, 'sub', 'june.csv'),
        folder: join(folder, 'sub'),
      },
    ]);
  });

  test.each([
    [['..'], 'usage'],
    [['reports/'], 'usage'],
    [['x/..'], 'usage'],
    [['a/x', 'b/x'], 'usage'],
    [['a.csv'], 'cannot-create'],
  ])('%j are refused', async (files, code) => {
    await expect(targets(files, '.', folder, false)).rejects.toMatchObject({ code });
  });

  test('replace what is there only if told to', async () => {
    for (const name of ['a.csv', 'sub']) {
      await expect(targets([name], '.', folder, true)).resolves.toHaveLength(1);
      await expect(targets([name], '.', folder, false)).rejects.toMatchObject({
        code: 'cannot-create',
        fix: expect.stringContaining('--replace'),
      });
    }
  });
});
