/** Questions about CSV files as pictures need them: one finding, all at once, several files, long and hostile texts. */

const place = (row, column, text) => ({ row, column, text });
const report = (columns, findings, more = {}, form = {}) => ({
  size: 184_000,
  modifiedAt: 1,
  columns: columns.map((name, at) => ({ name, key: at === 0 })),
  rows: 2000,
  findings,
  ...more,
  form: {
    encoding: 'utf-8',
    sure: true,
    bom: false,
    delimiter: ',',
    lineEnd: 'crlf',
    header: true,
    start: 0,
    ...form,
  },
});
const looked = (file, name, about) => ({
  file,
  name,
  copyName: name.replace(/(\.csv)$/, '.fixed$1'),
  report: about,
});
const question = (all, more = {}) => ({
  id: 'a'.repeat(32),
  to: '/work',
  given: all.length,
  looked: all,
  looking: false,
  sent: false,
  ...more,
});

const SEMICOLONS = { kind: 'delimiter', delimiter: ';', remedy: 'columndelimiter ";"' };
const BLANK = {
  kind: 'blank-key',
  column: 0,
  count: 3,
  places: [place(118, 0, ''), place(731, 0, '  '), place(1204, 0, '')],
};
const LATIN = {
  kind: 'encoding',
  encoding: 'iso-8859-1',
  sure: false,
  remedy: 'charset latin1',
  count: 2,
  places: [place(41, 1, 'Jérôme'), place(1398, 2, 'Novák')],
};
const OUTSIDE = {
  kind: 'outside-domain',
  column: 0,
  count: 240,
  domains: [
    { domain: 'harborhealth.example', count: 239 },
    { domain: 'webmail.example', count: 1 },
  ],
  places: Array.from({ length: 20 }, (_, n) =>
    place(377 + 3 * n, 0, `${'mnstpvwxyz'[n % 10]}.person${n}@harborhealth.example`),
  ),
};
const PADDED = {
  kind: 'padded-key',
  column: 0,
  count: 2,
  places: [
    place(204, 0, 'luis.ortega@larkfield.example  '),
    place(512, 0, ' olga.zaitseva@larkfield.example'),
  ],
};
const BREAK = { kind: 'line-break', count: 1, places: [place(640, 2, 'Nygaard\nHolm')] };
const TWICE = { kind: 'duplicate-header', name: 'OU', columns: [3, 4] };

const STAFF = ['Email', 'First', 'Last', 'OU', 'OU'];
const latin = { delimiter: ';', encoding: 'iso-8859-1', sure: false };
const five = looked(
  0,
  'students-2026.csv',
  report(STAFF, [LATIN, SEMICOLONS, TWICE, BLANK, PADDED, OUTSIDE, BREAK], {}, latin),
);
const odd = 'very long and \u2039U+202E\u203a odd '.repeat(12);

/** By the name of their picture. */
export const questions = {
  one: question([
    looked(
      0,
      'new-staff.csv',
      report(['Email', 'First', 'Last'], [SEMICOLONS], {}, { delimiter: ';' }),
    ),
  ]),
  five: question([five]),
  several: question(
    [
      five,
      looked(2, 'new-staff.csv', report(STAFF, [SEMICOLONS], {}, { delimiter: ';' })),
      looked(3, 'leavers.csv', report(['Email'], [BLANK])),
      looked(5, 'export.csv', report([], [{ kind: 'not-text' }], { rows: 0 })),
    ],
    { given: 9, looking: true },
  ),
  decide: question([looked(0, 'leavers.csv', report(['Email'], [BLANK, OUTSIDE]))]),
  unreadable: question([
    looked(0, 'quotes.csv', report(STAFF, [{ kind: 'unreadable', row: 412, why: 'quote' }])),
  ]),
  odd: question(
    [
      looked(
        0,
        `${odd}.csv`,
        report(
          [odd, 'b'.repeat(200)],
          [
            {
              kind: 'header-case',
              column: 0,
              name: 'EMAIL',
              expected: 'Email',
              remedy: '"~EMAIL"',
            },
            {
              kind: 'padded-key',
              column: 0,
              count: 1_000_000,
              places: [place(1_000_000, 0, ` \u202egnp.exe\u0007${'x'.repeat(180)}`)],
            },
            { kind: 'duplicate-header', name: 'b'.repeat(200), columns: [1, 2, 3, 4, 5] },
          ],
        ),
      ),
    ],
    { to: `/work/${odd}` },
  ),
  sent: question([five], { sent: true }),
};
