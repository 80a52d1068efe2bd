/** Versions: which are any, and which is newer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestFile, Repository, releasePage } from '../../../main/updates/repository';
import { isNewer, Version } from '../../../main/updates/version';
import { seed } from '../chance';

const number = fc.oneof(fc.nat(20), fc.nat(1_000_000));
const triple = fc.tuple(number, number, number);
const version = (parts: readonly number[]) => Version.parse(parts.join('.'));
const from = Repository.parse('owner/name');

/** The numbers one after the other, as people compare them. */
function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

describe('a newer version', () => {
  test('is the one whose first different number is higher', () => {
    fc.assert(
      fc.property(triple, triple, (one, other) => {
        expect(isNewer(version(one), other.join('.'))).toBe(compare(one, other) > 0);
      }),
      { seed },
    );
  });

  test('is never a try, but is one for who runs the try of it', () => {
    fc.assert(
      fc.property(triple, triple, (one, other) => {
        const release = version(one);
        expect(isNewer(Version.parse(`${release}-rc.1`), other.join('.'))).toBe(false);
        expect(isNewer(release, `${release}-rc.1`)).toBe(true);
      }),
      { seed },
    );
  });

  test('is none where what runs has no version that can be compared', () => {
    for (const current of ['', '1', 'next', '1.2.3.4', '../1.0.0'])
      expect(isNewer(version([9, 9, 9]), current)).toBe(false);
  });
});

describe('what is taken for a version', () => {
  test('holds nothing that an address, or a line, could be changed by', () => {
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom('1.4.0', '-', '/', '..', '%2f', '\n', '\u202e', '?', '#', '@', 'v'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(parts, (all) => {
        const parsed = Version.safeParse(all.join(''));
        if (!parsed.success) return;
        expect(parsed.data).toMatch(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/);
        const page = releasePage(from, parsed.data);
        expect(new URL(page).href).toBe(page);
        expect(new URL(page).pathname).toBe(`/owner/name/releases/tag/v${parsed.data}`);
      }),
      { seed, numRuns: 2000 },
    );
  });

  test.each([
    'v1.4.0',
    ' 1.4.0',
    '1.4.0\n',
    '1.4',
    '01.4.0',
    '1.4.0+build',
    '1.4.0/../../x',
    '1.4.0\u0000',
    '1.4.0\u202e',
    `1.4.0-${'a'.repeat(64)}`,
    '99999999999999999999.0.0',
    '',
  ])('is not %j', (text) => {
    expect(Version.safeParse(text).success).toBe(false);
  });
});

describe('where releases are', () => {
  test.each(['a/b', 'GamGUI-org/gam.gui_2', `${'a'.repeat(39)}/${'b'.repeat(100)}`])(
    '%s',
    (text) => {
      const address = newestFile(Repository.parse(text), 'linux').href;
      expect(address).toBe(`https://github.com/${text}/releases/latest/download/latest-linux.yml`);
    },
  );

  test.each([
    '',
    'a',
    'a/',
    '/b',
    'a/b/c',
    'a/..',
    'a/.',
    '-a/b',
    'a b/c',
    'a/b?c',
    'a@b/c',
    'a/b\n',
  ])('is not %j', (text) => {
    expect(Repository.safeParse(text).success).toBe(false);
  });

  test('each system has its own file, as electron-builder names them', () => {
    const names = (['win32', 'darwin', 'linux', 'freebsd'] as const).map((platform) =>
      newestFile(from, platform).pathname.split('/').at(-1),
    );
    expect(names).toEqual(['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux.yml']);
  });
});
