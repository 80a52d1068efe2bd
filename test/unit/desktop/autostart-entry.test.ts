/** The entry that starts the app at log-in: its command is read back as the specification says it is read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { autostartEntry } from '../../../main/desktop/autostart-entry';

/** The words of `Exec`: values lose one layer of backslashes, quoted words another, and `%%` is a per cent sign. */
function wordsOf(entry: string): string[] {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const unescaped = value.replace(/\\(.)/g, '$1');
  const quoted = unescaped.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return quoted.map((word) => word.slice(1, -1).replace(/\\(.)/g, '$1').replaceAll('%%', '%'));
}

it('is what a desktop reads', () => {
  expect(autostartEntry(['/opt/My Apps/gamgui', '--hidden'])).toContain(
    '\nExec="/opt/My Apps/gamgui" "--hidden"\n',
  );
});

it('holds any path', () => {
  const path = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
  fc.assert(
    fc.property(fc.array(path, { minLength: 1 }), (words) => {
      expect(wordsOf(autostartEntry(words))).toEqual(words);
    }),
  );
});
