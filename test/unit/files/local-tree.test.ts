import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LocalItem } from '../../../main/files/local-item';
import { LocalTree, type LocalTreeOptions } from '../../../main/files/local-tree';
import { PYTHON } from '../support/agent-host';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-tree-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tree(
  roots: readonly (string | Buffer)[],
  options: Omit<LocalTreeOptions, 'platform'> = {},
): LocalTree {
  return new LocalTree(roots, { platform: process.platform, ...options });
}

async function all(walked: LocalTree): Promise<LocalItem[]> {
  const items: LocalItem[] = [];
  for await (const item of walked.items()) items.push(item);
  return items.sort((a, b) => Buffer.compare(a.local, b.local));
}

/** A line for each: its kind, where it goes, and what is known of it. */
function told(items: readonly LocalItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'file') return `file ${Buffer.from(item.remote)} ${item.size}`;
    if (item.kind === 'folder') return `folder ${Buffer.from(item.remote)}`;
    return `${item.kind} ${item.shown}${item.kind === 'refused' ? ` ${item.why.code}` : ''}`;
  });
}

/** Does it as somebody whom modes hold: root may read everything. */
async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('what is dropped', () => {
  test('is found with all that is in it: files, folders, empty ones too', async () => {
    mkdirSync(join(folder, 'data', 'empty'), { recursive: true });
    mkdirSync(join(folder, 'data', 'deep', 'er'), { recursive: true });
    for (const name of ['one.csv', 'data/two.csv', 'data/deep/er/three'])
      writeFileSync(join(folder, name), name);
    const walked = tree([join(folder, 'one.csv'), `${join(folder, 'data')}/`]);
    expect(told(await all(walked))).toEqual([
      'folder data',
      'folder data/deep',
      'folder data/deep/er',
      'file data/deep/er/three 18',
      'folder data/empty',
      'file data/two.csv 12',
      'file one.csv 7',
    ]);
    expect(walked.counts).toEqual({
      files: 3,
      folders: 4,
      links: 0,
      others: 0,
      refused: 0,
      bytes: 37,
    });
  });

  test('keeps its names, byte for byte', async () => {
    const names = ['a b', `it's "so"`, 'two\nlines', '-rf', '👩‍🏫.csv', 'x'.repeat(255)].map(
      (name) => Buffer.from(name),
    );
    if (process.platform === 'linux') names.push(Buffer.from('Caf\xe9.csv', 'latin1'));
    else console.info('Names that are not UTF-8 are tried on Linux alone: macOS takes none.');
    const inFolder = (name: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), name]);
    for (const name of names) writeFileSync(inFolder(name), '');
    const found = await all(tree([folder]));
    const sent = found.flatMap((item) => (item.kind === 'file' ? [Buffer.from(item.remote)] : []));
    const top = Buffer.from(`${folder.split('/').at(-1)}/`);
    const wanted = names.map((name) => Buffer.concat([top, name]));
    expect(sent).toEqual(wanted.sort(Buffer.compare));
    expect(found.map(({ local }) => local)).toEqual(
      [Buffer.from(folder), ...names.map(inFolder)].sort(Buffer.compare),
    );
    // Dropped by itself as well.
    for (const name of names)
      expect(await all(tree([inFolder(name)]))).toMatchObject([{ kind: 'file', remote: name }]);
  });

  test('is not followed where it is a link, nor read where it is no file', async () => {
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'secret'), 'x');
    symlinkSync('../secret', join(folder, 'd', 'link'));
    symlinkSync('..', join(folder, 'd', 'loop'));
    symlinkSync('nowhere', join(folder, 'd', 'dangling'));
    execFileSync(PYTHON, [
      '-c',
      'import os, sys; os.mkfifo(sys.argv[1])',
      join(folder, 'd', 'pipe'),
    ]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'd', 'socket'), resolve));
    const walked = tree([join(folder, 'd'), '/dev/null', join(folder, 'd', 'loop')]);
    expect(told(await all(walked))).toEqual([
      'other null',
      'folder d',
      'link d/dangling',
      'link d/link',
      'link d/loop',
      'link loop',
      'other d/pipe',
      'other d/socket',
    ]);
    expect(walked.counts).toMatchObject({ files: 0, folders: 1, links: 4, others: 3 });
    await new Promise((resolve) => server.close(resolve));
  });

  test('is told of where it cannot be read, and the rest is found', async () => {
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'closed'));
    for (const name of ['closed/in', 'mine', 'open'])
      writeFileSync(join(folder, name), 'x', { mode: 0o644 });
    chmodSync(join(folder, 'closed'), 0o000);
    chmodSync(join(folder, 'mine'), 0o000);
    const walked = tree([folder, join(folder, 'gone')]);
    const found = await withoutRights(() => all(walked));
    const top = folder.split('/').at(-1);
    expect(told(found)).toEqual([
      `folder ${top}`,
      `refused ${top}/closed permission`,
      'refused gone not-found',
      `file ${top}/mine 1`,
      `file ${top}/open 1`,
    ]);
    expect(found[1]).toMatchObject({
      why: {
        message: `This computer does not let GamGUI use it: ${top}/closed`,
        fix: expect.any(String),
      },
    });
    expect(walked.counts).toMatchObject({ files: 2, folders: 1, refused: 2 });
  });

  test('is refused where a name cannot be sent, or is there twice', async () => {
    mkdirSync(join(folder, 'x'));
    for (const name of ['a.csv', 'x/a.csv', '.gamgui-0011.part'])
      writeFileSync(join(folder, name), '');
    const roots = ['a.csv', '.gamgui-0011.part', 'x/a.csv'].map((name) => join(folder, name));
    expect(told(await all(tree(roots)))).toEqual([
      'refused .gamgui-0011.part bad-name',
      'file a.csv 0',
      'refused a.csv exists',
    ]);
  });
});

describe('a walk', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'a', 'b', 'c'), { recursive: true });
    for (let number = 0; number < 300; number++) writeFileSync(join(folder, 'a', `${number}`), '');
  });

  test('ends at once when it is aborted', async () => {
    const aborter = new AbortController();
    const walked = tree([folder], { signal: aborter.signal });
    const reason = new Error('enough');
    await expect(async () => {
      for await (const item of walked.items()) if (item.kind === 'file') aborter.abort(reason);
    }).rejects.toBe(reason);
    expect(walked.counts.files).toBe(1);
  });

  test('ends where there is more than a drop may hold', async () => {
    await expect(all(tree([folder], { most: 100 }))).rejects.toMatchObject({ code: 'too-many' });
    await expect(all(tree([folder], { most: 304 }))).resolves.toHaveLength(304);
  });

  test('says where folders are too deep in one another', async () => {
    const deep = join(folder, 'deep', ...Array.from({ length: 70 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    const walked = tree([join(folder, 'deep')]);
    const found = await all(walked);
    expect(walked.counts).toMatchObject({ folders: 64, refused: 1 });
    expect(found.at(-1)).toMatchObject({ kind: 'refused', why: { code: 'too-deep' } });
  });
});
