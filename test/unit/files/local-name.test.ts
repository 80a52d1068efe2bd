import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LocalName, localName } from '../../../main/files/local-name';
import { TakenNames } from '../../../main/files/taken-names';
import { visible } from '../../../preload/visible';
import { count, seed } from '../chance';
import { hostileName, PLATFORMS } from './hostile-names';

const parameters = { seed, numRuns: count / 10 };

function local(name: string | Uint8Array, platform: NodeJS.Platform, taken = new TakenNames()) {
  return localName(typeof name === 'string' ? Buffer.from(name) : name, taken, platform);
}

describe('a name is saved as', () => {
  test.each([
    ['users.csv', 'users.csv'],
    ['Lehrkräfte 学校 👩‍🏫 1️⃣.csv', 'Lehrkräfte 学校 👩‍🏫 1️⃣.csv'],
    ['می‌خواهم.csv', 'می‌خواهم.csv'],
    ['-rf', '-rf'],
    [`it's "so"`, `it's "so"`],
    ['.gamrc', '.gamrc'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['/etc/passwd', '_etc_passwd'],
    ['..', '_.'],
    ['.', '_'],
    ['', '_'],
    ['two\nlines.csv', 'two␊lines.csv'],
    ['report\u202evsc.exe', 'report‹U+202E›vsc.exe'],
    ['pay\u200cpal\u200d.csv', 'pay‹U+200C›pal‹U+200D›.csv'],
    ['\ufeff.bashrc', '‹U+FEFF›.bashrc'],
    ['\u3164', '‹U+3164›'],
    ['.gamgui-0123456789abcdef.part', '_gamgui-0123456789abcdef.part'],
    ['C:\\NUL.txt ', 'C:\\NUL.txt '],
  ])('%j: %j', (name, expected) => expect(local(name, 'linux')).toBe(expected));

  test.each([
    ['users.csv', 'users.csv'],
    ['C:\\Windows\\x', 'C__Windows_x'],
    ['notes.txt:secret', 'notes.txt_secret'],
    ['what?.csv', 'what_.csv'],
    ['users.csv. .', 'users.csv___'],
    ['NUL.txt', 'NUL_.txt'],
    ['nul .tar.gz', 'nul_ .tar.gz'],
    ['COM¹', 'COM¹_'],
    ['CON', 'CON_'],
    ['console.csv', 'console.csv'],
    ['..', '__'],
    ['GIT~1', 'GIT_1'],
    ['users~1.csv', 'users_1.csv'],
    ['desktop.ini', 'desktop.ini_'],
    ['report.csv.lnk', 'report.csv.lnk_'],
    ['a.{645FF040-5081-101B-9F08-00AA002F954E}', 'a.{645FF040-5081-101B-9F08-00AA002F954E}_'],
  ])('%j on Windows: %j', (name, expected) => expect(local(name, 'win32')).toBe(expected));

  test('visible bytes where it is not UTF-8', () => {
    expect(local(Buffer.from('Caf\xe9 \xff.csv', 'latin1'), 'linux')).toBe('Caf‹E9› ‹FF›.csv');
    // Cut off, a surrogate, and one that is longer than it need be.
    expect(local(Buffer.from('e282', 'hex'), 'linux')).toBe('‹E2›‹82›');
    expect(local(Buffer.from('eda080', 'hex'), 'linux')).toBe('‹ED›‹A0›‹80›');
    expect(local(Buffer.from('c0af', 'hex'), 'linux')).toBe('‹C0›‹AF›');
  });

  test('at most 255 bytes, with whole characters and the extension', () => {
    expect(local(`${'é'.repeat(140)}.csv`, 'linux')).toBe(`${'é'.repeat(125)}.csv`);
    expect(local(`${'x'.repeat(300)}.tar.gz`, 'linux')).toBe(`${'x'.repeat(248)}.tar.gz`);
  });
});

/** What must be true of a name before it may be joined to a folder. */
function expectSafe(name: LocalName, platform: NodeJS.Platform): void {
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(Buffer.byteLength(name)).toBeGreaterThan(0);
  expect(['.', '..']).not.toContain(name);
  expect(name).not.toMatch(/[/\0]/);
  expect(name).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\ufeff]/u);
  expect(visible(name)).toBe(name);
  expect(name).not.toMatch(/^\.gamgui-/i);
  if (platform !== 'win32') return;
  expect(name).not.toMatch(/[<>:"\\|?*]/);
  expect(name).not.toMatch(/[. ]$/);
  expect(name).not.toMatch(/\.(lnk|scf|url|\{[^}]*\})$/i);
  // As Windows looks for a device: before the first dot, without spaces.
  const stem = name.split('.', 1)[0]?.trim().toUpperCase();
  expect(stem).not.toMatch(/^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])$/);
}

/** Names that one kind of disk or another holds for the same. */
const COMPARISONS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => name.normalize('NFC').toLowerCase(),
  (name) => name.normalize('NFD').toUpperCase(),
  (name) => name.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase(),
];

describe.each(PLATFORMS)('for any names on %s', (platform) => {
  test('each is safe, and no two of a folder are one on any disk', () => {
    const names = fc.uniqueArray(hostileName, {
      maxLength: 12,
      selector: (name) => Buffer.from(name).toString('latin1'),
    });
    fc.assert(
      fc.property(names, (all) => {
        const taken = new TakenNames();
        const saved = all.map((name) => local(name, platform, taken));
        for (const name of saved) expectSafe(name, platform);
        for (const compare of COMPARISONS)
          expect(new Set(saved.map(compare)).size).toBe(saved.length);
      }),
      parameters,
    );
  });

  test('none gets a dot at its beginning that it did not have', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        if (local(name, platform).startsWith('.')) expect(name[0]).toBe(0x2e);
      }),
      parameters,
    );
  });

  test('a safe one is saved as it is', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const saved = local(name, platform);
        expect(local(saved, platform)).toBe(saved);
      }),
      parameters,
    );
  });
});

describe('taken names', () => {
  test('are numbered, however the disk compares them', () => {
    const taken = new TakenNames(['Users.csv']);
    const saved = [
      'users.csv',
      'USERS.csv',
      'Caf\u00e9',
      'Cafe\u0301',
      'a (2).csv',
      'a.csv',
      'A.csv',
    ];
    expect(saved.map((name) => local(name, 'linux', taken))).toEqual([
      ...[
        'users (2).csv',
        'USERS (3).csv',
        'Caf\u00e9',
        'Cafe\u0301 (2)',
        'a (2).csv',
        'a.csv',
        'A (3).csv',
      ],
    ]);
  });

  test('of 255 bytes have room for their numbers', () => {
    const taken = new TakenNames();
    const long = `${'x'.repeat(251)}.csv`;
    expect(local(long, 'linux', taken)).toBe(long);
    expect(local(long, 'linux', taken)).toBe(`${'x'.repeat(242)} (2).csv`);
    expect(local(`${'x'.repeat(250)}X.csv`, 'linux', taken)).toBe(`${'x'.repeat(242)} (3).csv`);
  });

  test('of a whole folder take no more time the more there are, and end at 100,000', () => {
    const taken = new TakenNames();
    for (let number = 1; number <= 50_000; number++) {
      local(`${'x'.repeat(250)}${number}`, 'linux', taken);
      local(`${'X'.repeat(250)}${number}`, 'linux', taken);
    }
    expect(() => local('one more', 'linux', taken)).toThrow(
      expect.objectContaining({ code: 'too-many' }),
    );
  });
});

test('a local name is no path', () => {
  for (const name of ['', '.', '..', 'a/b', 'a\0b', 'x'.repeat(256), 'é'.repeat(128)])
    expect(LocalName.safeParse(name).success).toBe(false);
});
