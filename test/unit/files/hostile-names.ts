/** Names as a session may give them: anything, and more often what has a meaning somewhere. */
import fc from 'fast-check';

/** What this project can be run on. */
export const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

const PIECES = [
  ...[
    '/',
    '\\',
    '.',
    '..',
    ' ',
    ':',
    'C:',
    '*',
    '?',
    '"',
    '|',
    '<',
    '~1',
    '(2)',
    ' (2)',
    '_',
    '\n',
    '\0',
    '\t',
  ],
  ...[
    'NUL',
    'con',
    'COM1',
    'lpt¹',
    'CONIN$',
    'GIT~1',
    'desktop.ini',
    '.lnk',
    '.{',
    '}',
    '.url',
    '.csv',
    '.tar.gz',
  ],
  ...[
    '.gamgui-',
    '.part',
    'a',
    'A',
    'ß',
    'ẞ',
    'ss',
    'é',
    'e\u0301',
    'K',
    '\u212a',
    'ı',
    'İ',
    'ς',
    'Σ',
    '👩‍🏫',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  ],
  ...[
    '\u202e',
    '\u200b',
    '\u200c',
    '\u200d',
    '\ufeff',
    '\u3164',
    '\ufe0f',
    '\u0085',
    '‹E9›',
    'x'.repeat(250),
  ],
].map((text) => Buffer.from(text));

/** Bytes of a name. */
export const hostileName: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => Buffer.concat(pieces)),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(...PIECES), fc.uint8Array({ maxLength: 4 }), fc.constantFrom(...PIECES))
    .map((pieces) => Buffer.concat(pieces)),
);
