/** Links to sessions: exactly one form is one, whatever anybody writes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkOfArguments, sessionOfLink } from '../../../main/desktop/session-link';

it.each([
  ['gamgui://session/abcde', 'abcde'],
  ['gamgui://session/abcde/', 'abcde'],
  ['gamgui://session/abcd', null],
  ['gamgui://session/ABCDE', null],
  ['gamgui://session/abcde?x=1', null],
  ['gamgui://session/abcde/../other', null],
  ['gamgui://session//abcde', null],
  ['gamgui://new/abcde', null],
  ['gamgui:session/abcde', null],
  ['https://session/abcde', null],
  ['gamgui://session/abcde\n', null],
  [' gamgui://session/abcde', null],
])('%j leads to %j', (link, id) => {
  expect(sessionOfLink(link)).toBe(id);
});

it('nothing else is one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const id = sessionOfLink(`gamgui://session/${text}`);
      expect(id === null || `${id}` === text.replace(/\/$/, '')).toBe(true);
    }),
  );
});

it.each([
  [['app', '--no-sandbox', '--', 'gamgui://session/abcde'], 'gamgui://session/abcde'],
  [['app', 'gamgui://session/abcde'], null],
  [['app', '--', 'gamgui://session/abcde', '--renderer-cmd-prefix=x'], null],
  [['app', '--'], null],
  [['app'], null],
])('%j has the link %j', (args, link) => {
  expect(linkOfArguments(args)).toBe(link);
});
