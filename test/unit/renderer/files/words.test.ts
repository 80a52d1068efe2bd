/** Paths, names and words of the drawer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileEntry, SessionName, SessionPath } from '../../../../preload/contract';
import { pathIn, WORK } from '../../../../renderer/terminal/files/paths';
import { whyNoName } from '../../../../renderer/terminal/files/RenameField';
import { failure, isTable, sizeWords, totalWords } from '../../../../renderer/terminal/files/words';

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('paths are put together byte by byte', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const folder = SessionPath.parse(b64(a));
      const name = SessionName.parse(b64(b));
      expect(pathIn(WORK, name)).toBe(b64(b));
      expect(pathIn(folder, name)).toBe(b64(Buffer.concat([a, Buffer.from('/'), b])));
    }),
  );
});

test.each([
  ['a', null],
  ['größer 🙂.csv', null],
  [' ', 'A name needs a letter'],
  ['..', 'This name means a folder'],
  ['a/b', 'A name has no “/”'],
  ['ä'.repeat(128), 'A name has 255 bytes at most; this has 256'],
])('%j as a name: %s', (name, why) => expect(whyNoName(name)).toBe(why));

const file = (text: string, size: number, type: FileEntry['type'] = 'file'): FileEntry => ({
  name: SessionName.parse(b64(Buffer.from(text))),
  text,
  type,
  size,
  mtime: 0,
});

test('sizes and amounts are short', () => {
  expect(sizeWords(file('a', 186_400))).toBe('186 KB');
  expect(sizeWords(file('a', 3_100))).toBe('3.1 KB');
  expect(sizeWords(file('a', 1))).toBe('1 byte');
  expect(sizeWords(file('a', 4096, 'folder'))).toBe('');
  expect(totalWords([file('a', 1_000), file('b', 4096, 'folder')])).toBe('2 items, 1.0 KB');
  expect(isTable(file('A.CSV', 0))).toBe(true);
  expect(isTable(file('a.csv', 0, 'link'))).toBe(false);
});

test('failures say what did not happen, why, and what to do', () => {
  const error = { code: 'exists', message: 'There is something with this name already.' };
  expect(failure('“a” was not renamed', error)).toEqual({
    code: 'exists',
    message: '“a” was not renamed: there is something with this name already.',
    fix: 'Choose another name, or rename the other one first',
  });
});
