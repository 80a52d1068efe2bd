import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localName } from '../../../main/files/local-name';
import { sessionName } from '../../../main/files/session-name';
import { TakenNames } from '../../../main/files/taken-names';
import { count, seed } from '../chance';
import { hostileName, PLATFORMS } from './hostile-names';

const parameters = { seed, numRuns: count / 10 };

test('a name goes as it is, whatever it says', () => {
  for (const name of [
    'a b',
    `it's "so"`,
    'two\nlines',
    '-rf',
    '👩‍🏫.csv',
    'x'.repeat(255),
    'CON',
    '...',
  ])
    expect(sessionName(name, 'linux')).toEqual(Buffer.from(name));
  const invalid = Buffer.from('Caf\xe9.csv', 'latin1');
  expect(sessionName(invalid, 'linux')).toEqual(invalid);
});

test('macOS’ decomposed names are composed, there alone', () => {
  expect(sessionName('Cafe\u0301.csv', 'darwin')).toEqual(Buffer.from('Caf\u00e9.csv'));
  expect(sessionName(Buffer.from('Cafe\u0301.csv'), 'darwin')).toEqual(
    Buffer.from('Caf\u00e9.csv'),
  );
  expect(sessionName('Cafe\u0301.csv', 'linux')).toEqual(Buffer.from('Cafe\u0301.csv'));
});

test.each([
  ['', 'no name'],
  ['.', 'no name of a file'],
  ['..', 'no name of a file'],
  ['a/b', 'no name of a file'],
  ['a\0b', 'no name of a file'],
  ['x'.repeat(256), '256 bytes'],
  ['学'.repeat(86), '258 bytes'],
  ['half \ud83d.csv', '“half �.csv” cannot be sent: a character of its name is broken'],
  ['.gamgui-00112233445566778899aabbccddeeff.part', 'on their way'],
])('%j is refused, and it is said why and what to do', (name, words) => {
  expect(() => sessionName(name, 'linux')).toThrow(
    expect.objectContaining({
      code: 'bad-name',
      message: expect.stringContaining(words),
      fix: expect.stringMatching(/./),
    }),
  );
});

describe.each(PLATFORMS)('on %s', (platform) => {
  test('every saved name can be sent back, as it is', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const saved = localName(name, new TakenNames(), platform);
        const composed = platform === 'darwin' ? saved.normalize('NFC') : saved;
        // Composed, some are longer.
        if (Buffer.byteLength(composed) > 255) return;
        expect(Buffer.from(sessionName(saved, platform)).toString()).toBe(composed);
      }),
      parameters,
    );
  });

  test('what goes is a name of one file', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        let sent: Uint8Array;
        try {
          sent = sessionName(name, platform);
        } catch (why) {
          expect(why).toMatchObject({ code: 'bad-name' });
          return;
        }
        expect(sent.length).toBeGreaterThan(0);
        expect(sent.length).toBeLessThanOrEqual(255);
        expect(Buffer.from(sent).toString('latin1')).not.toMatch(/[/\0]|^\.{1,2}$/);
        if (platform !== 'darwin') expect(sent).toEqual(Buffer.from(name));
      }),
      parameters,
    );
  });
});
