/** What a session's folder holds as pictures need it: usual files, odd names, ten thousand. */

const MIN = 60_000;
const HOUR = 60 * MIN;

const b64 = (text) => Buffer.from(text).toString('base64');
/** An entry of a session's folder. `text`: as it is shown, if not as it is. */
const file = (name, size, mtime, type = 'file', text = name) => ({
  name: b64(name),
  text,
  type,
  size,
  mtime,
});

export const folderOf = (now) => [
  file('Lehrkräfte Schuljahr 2026-2027 Entwurf v3.csv', 38_000, now - 80 * MIN),
  file('exports', 4096, now - 90 * MIN, 'folder'),
  file('gam.log', 88_000, now - 4 * MIN),
  file('latest.csv', 21, now - 5 * MIN, 'link'),
  file('licences-2026-11.csv', 186_000, now + HOUR),
  file('new-staff.csv', 142_000, now - 60 * MIN),
  file('photos', 4096, now - 70 * 24 * HOUR, 'folder'),
  file('signature.html', 3_100, now - 400 * 24 * HOUR),
];

export const oddOf = (now) => [
  file(`${'a'.repeat(251)}.csv`, 12, now - MIN),
  file('gnp.exe', 1_234_567_890_123, now - 26 * HOUR, 'file', '‹U+202E›gnp.exe'),
  file('inv', 0, now, 'file', 'n‹xFF›␊ with ␉ in it'),
  file(`${'Sehr langer Ordnername '.repeat(8)}`, 4096, now - HOUR, 'folder'),
  file('pipe', 0, now - MIN, 'other'),
  file('👩‍👩‍👧 family 你好 عربى.txt', 77, now - 3 * MIN),
];

export const manyFiles = (now) =>
  Array.from({ length: 10_000 }, (_, i) =>
    file(`export-${String(i).padStart(5, '0')}.csv`, (i * 7919) % 1_000_000, now - i * 1000),
  );

const tableOf = (rows) => ({
  columns: ['primaryEmail', 'name.givenName', 'name.familyName', 'orgUnitPath', 'id', 'suspended'],
  rows: Array.from({ length: rows }, (_, i) => ({
    row: i + 1,
    cells: [
      `person${(i * 7919) % 100_003}@larkfield.example`,
      ['Ana', 'Bruno', 'Noor', 'Oskar\u202e'][i % 4],
      ['Silva', 'Costa', 'Haddad', 'Lindqvist'][(i >> 2) % 4],
      `/Staff/${['Lisbon', 'Porto', 'Braga and everywhere else that is far away'][i % 3]}`,
      String(100_000_000_000 + i * 7_919_773),
      i % 9 === 0 ? 'True' : 'False',
    ],
  })),
});

const PEEK = {
  kind: 'text',
  text: `2026-11-24T10:08:17.407+00:00,0/2000,Using 5 processes...\n${'User: ana.silva@larkfield.example, Created\n'.repeat(60)}`,
  encoding: 'UTF-8',
  cut: true,
  size: 88_000,
};

/** The files of a session as the fake has them: folders by their path. */
export const filesOf = (now, entries, more = {}) => ({
  folders: {
    '': entries,
    [b64('exports')]: [],
    [b64(`${'Sehr langer Ordnername '.repeat(8)}`)]: [file('x.csv', 1, now)],
  },
  table: tableOf(5_000),
  peek: PEEK,
  found: {
    found: [
      {
        ...file('licences-2026-11.csv', 186_000, now),
        path: b64('licences-2026-11.csv'),
        folder: '',
      },
      {
        ...file('licences-2025.csv', 86_000, now - 30 * HOUR),
        path: b64('exports/old/licences-2025.csv'),
        folder: 'exports/old and very far away in a folder',
      },
    ],
    more: false,
  },
  ...more,
});
