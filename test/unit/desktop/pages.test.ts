import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileFor, isOrigin, isPage, pageUrl } from '../../../main/desktop/pages';

describe('a page of the app', () => {
  test('is one of the pages, with or without a query', () => {
    expect(isPage(pageUrl('home'))).toBe(true);
    expect(isPage(`${pageUrl('terminal')}?probe`)).toBe(true);
  });

  test.each([
    'app://gamgui.evil/home/index.html',
    'app://gamgui/home/index.html/../../other.html',
    'app://user@gamgui/home/index.html',
    'https://gamgui/home/index.html',
    'app://gamgui/',
    'file:///home/index.html',
    '',
    'not an address',
  ])('is not %s', (address) => {
    expect(isPage(address)).toBe(false);
  });

  test('has an origin no other host has', () => {
    expect(isOrigin('app://gamgui')).toBe(true);
    expect(isOrigin('app://gamgui.evil')).toBe(false);
    expect(isOrigin('null')).toBe(false);
  });
});

describe('the file of an address', () => {
  let folder: string;
  let root: string;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'gamgui-pages-')));
    root = join(folder, 'pages');
    await mkdir(join(root, 'home'), { recursive: true });
    await writeFile(join(root, 'home', 'index.html'), 'home');
    await writeFile(join(folder, 'secret.html'), 'secret');
    await symlink(join(folder, 'secret.html'), join(root, 'link.html'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is below the root', async () => {
    expect(await fileFor(root, pageUrl('home'))).toBe(join(root, 'home', 'index.html'));
  });

  test.each([
    'app://gamgui/..%2fsecret.html',
    'app://gamgui/home/%2e%2e/%2e%2e/secret.html',
    'app://gamgui/link.html',
    'app://other/home/index.html',
    'app://gamgui/absent.html',
    'app://gamgui/%00',
    'app://gamgui/%ff',
    'app://gamgui/',
  ])('is nothing for %s', async (address) => {
    expect(await fileFor(root, address)).toBeNull();
  });

  test('is never outside the root', async () => {
    const part = fc.constantFrom('..', '%2e%2e', '..%2f', 'home', 'link.html', '/', '%5c..', '.');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const file = await fileFor(root, `app://gamgui/${parts.join('/')}`);
        expect(file === null || file.startsWith(`${root}/`)).toBe(true);
      }),
    );
  });
});
