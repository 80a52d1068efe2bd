/** What a session keeps of its output, as pictures need it: much found, nothing found, a slow expression. */

const MIN = 60_000;
const PRINTED = [
  ['User: ', 'maria.schmidt', '@larkfield.example, Create: already exists (409: entityExists)'],
  [
    'User: ',
    'maria.schmidt',
    '@larkfield.example, Added to Group: all-staff@larkfield.example as MEMBER',
  ],
  [
    '$ gam update user ',
    'maria.schmidt',
    ' ou "/Verwaltung/Schülerinnen und Schüler/Jahrgang 2026" suspended off',
  ],
  ['', 'maria.schmidt', ',Maria,Schmidt,/Staff,True,2026-11-24T09:52:11Z'],
  [
    'Getting all Drive Files/Folders that match query ("me" in owners) for ',
    'maria.schmidt',
    '@larkfield.example, may take some time on a large Google Drive',
  ],
];

/** @param {number} now in ms */
export function journalOf(now) {
  const line = (n) => {
    const [before, match, after] = PRINTED[n % PRINTED.length];
    return { offset: 9_000_000 - n * 97, at: now - n * 7 * MIN, before, match, after };
  };
  const range = { start: 31_400_000, end: 299_800_000, cap: 268_435_456 };
  const about = { ...range, since: now - 26 * 60 * MIN, at: now - 41 * MIN };
  const lines = Array.from({ length: 40 }, (_, n) => line(n));
  const lost = {
    code: 'too-slow',
    message: 'This regular expression takes too long. Make it simpler.',
  };
  return {
    found: { about, lines, found: { lines, next: null, ...range } },
    none: { about, lines, found: { lines: [], next: null, ...range } },
    lost,
  };
}
