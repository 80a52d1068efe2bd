/** Each kind of finding, by the smallest file that has it; and that a file cannot do harm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckOptions, checkCsv } from '../../../main/csv/check';
import {
  type CsvFinding,
  CsvReport,
  MOST_COLUMNS,
  MOST_PLACES,
  MOST_TEXT,
} from '../../../preload/csv';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function check(content: string | Uint8Array, options: Partial<CheckOptions> = {}) {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  return CsvReport.parse(await checkCsv(path, { domains: ['demo.example'], ...options }));
}

/** The findings alone. */
async function find(content: string | Uint8Array, options?: Partial<CheckOptions>) {
  return (await check(content, options)).findings;
}

const one = (row: number, column: number | null, text: string) => ({
  count: 1,
  places: [{ row, column, text }],
});

describe('finds nothing in', () => {
  test.each([
    ['a plain table', 'Email,First\na@demo.example,Ada\n'],
    ['one with BOM and CRLF, which GAM takes', '\ufeffEmail,First\r\na@demo.example,Ada\r\n'],
    ['what GAM prints', 'primaryEmail,name.givenName,orgUnitPath\na@demo.example,Jürgen,/\n'],
    ['quoted cells with all that needs it', 'Email,N\na@demo.example,"b, ""c"" d"\n'],
    ['a quotation mark inside a cell', 'Email,N\na@demo.example,5" x 3"\n'],
    ['semicolons in cells', 'Email,Skills\na@demo.example,a;b;c\nb@demo.example,x;y;z\n'],
    ['capitals in a domain', 'Email\nA@Demo.Example\n'],
  ])('%s', async (_what, content) => {
    expect(await find(content)).toEqual([]);
  });
});

describe('finds', () => {
  const cases: [string, string | Uint8Array, CsvFinding[]][] = [
    [
      'semicolons',
      'Email;First\na@demo.example;Ada\n',
      [{ kind: 'delimiter', delimiter: ';', remedy: 'columndelimiter ";"' }],
    ],
    [
      'tabs',
      'Email\tFirst\na@demo.example\tAda\n',
      [{ kind: 'delimiter', delimiter: '\t', remedy: 'columndelimiter "\\t"' }],
    ],
    [
      'Latin-1',
      Buffer.from('Email,First\na@demo.example,J\u00e9r\u00f4me\n', 'latin1'),
      [
        {
          kind: 'encoding',
          encoding: 'iso-8859-1',
          sure: false,
          remedy: 'charset latin1',
          ...one(1, 1, 'Jérôme'),
        },
      ],
    ],
    [
      'UTF-16',
      Buffer.from('\ufeffEmail,First\na@demo.example,Ada\n', 'utf16le'),
      [
        {
          kind: 'encoding',
          encoding: 'utf-16le',
          sure: true,
          remedy: 'charset utf-16',
          count: 0,
          places: [],
        },
      ],
    ],
    ['the line of spreadsheets', 'sep=,\nEmail\n', [{ kind: 'preamble', text: 'sep=,\n' }]],
    [
      'no headers',
      'a@demo.example,Ada\n',
      [{ kind: 'no-header', remedy: 'fields "Email,Column2"' }],
    ],
    [
      'headers with nothing in them, or spaces around them',
      'Email, First,\na@demo.example,Ada,\n',
      [
        { kind: 'blank-header', columns: [2] },
        { kind: 'padded-header', columns: [1] },
      ],
    ],
    [
      'headers that GAM writes otherwise',
      'PRIMARYEMAIL\na@demo.example\n',
      [
        {
          kind: 'header-case',
          column: 0,
          name: 'PRIMARYEMAIL',
          expected: 'primaryEmail',
          remedy: '"~PRIMARYEMAIL"',
        },
      ],
    ],
    [
      'headers of one name',
      'Email,OU,OU\na@demo.example,/A,/B\n',
      [{ kind: 'duplicate-header', name: 'OU', columns: [1, 2] }],
    ],
    [
      'keys that are blank or have spaces around them',
      'Email,First\n,Ada\n  ,Bob\n a@demo.example,Cy\n',
      [
        {
          kind: 'blank-key',
          column: 0,
          count: 2,
          places: [
            { row: 1, column: 0, text: '' },
            { row: 2, column: 0, text: '  ' },
          ],
        },
        { kind: 'padded-key', column: 0, ...one(3, 0, ' a@demo.example') },
      ],
    ],
    [
      'line breaks',
      'Email,Last\na@demo.example,"Nygaard\r\nHolm"\n',
      [{ kind: 'line-break', ...one(1, 1, 'Nygaard\nHolm') }],
    ],
    [
      'a cell that is too long for GAM',
      `Email,N\na@demo.example,${'x'.repeat(131_073)}\nb@demo.example,${'x'.repeat(131_072)}\n`,
      [{ kind: 'long-cell', ...one(1, 1, 'x'.repeat(MOST_TEXT)) }],
    ],
    [
      'ragged rows',
      'Email,First\na@demo.example\n\nb@demo.example,Bob,x\n',
      [
        { kind: 'short-row', ...one(1, null, 'a@demo.example') },
        { kind: 'long-row', ...one(2, null, 'x') },
      ],
    ],
    [
      'addresses of other domains, in key columns',
      'Mail,recoveryEmail\na@x.org,y@z.org\nb@x.org,\nc@demo.example,\n',
      [
        {
          kind: 'outside-domain',
          column: 0,
          count: 2,
          places: [
            { row: 1, column: 0, text: 'a@x.org' },
            { row: 2, column: 0, text: 'b@x.org' },
          ],
          domains: [{ domain: 'x.org', count: 2 }],
        },
      ],
    ],
    [
      'a quotation mark that is never closed',
      'Email,N\na@demo.example,b\nc@demo.example,"d\n',
      [{ kind: 'unreadable', row: 2, why: 'quote' }],
    ],
    [
      'one inside a quotation that is not doubled',
      'Email,N\na@demo.example,"Bob "B" Smith"\nb@demo.example,x\n',
      [{ kind: 'unreadable', row: 1, why: 'quote' }],
    ],
    ['a spreadsheet', Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0'), [{ kind: 'not-text' }]],
    ['an empty file', '', [{ kind: 'empty' }]],
    ['headers alone', 'Email,First\n', [{ kind: 'empty' }]],
  ];
  test.each(cases)('%s', async (what, content, findings) => {
    const found = await find(content);
    expect(what === 'the line of spreadsheets' ? found.slice(0, 1) : found).toEqual(findings);
  });

  test('what a person says instead of what it would find', async () => {
    const bytes = iconv.encode('Email|N;x\na@demo.example|Łukasz;y\n', 'windows-1250');
    const { form, columns } = await check(bytes, { encoding: 'windows-1250', delimiter: ';' });
    expect(form).toMatchObject({ encoding: 'windows-1250', sure: true, delimiter: ';' });
    expect(columns).toHaveLength(2);
  });

  test('the delimiter that the line of spreadsheets names, though another one divides too', async () => {
    const { form, columns } = await check('sep=|\r\nEmail,A|N\r\na@demo.example,x|1\r\n');
    expect(form).toMatchObject({ delimiter: '|', lineEnd: 'crlf', start: 7 });
    expect(columns.map(({ name }) => name)).toEqual(['Email,A', 'N']);
  });

  test('Japanese, Korean and Chinese sets by a few names', async () => {
    const texts = {
      shift_jis: '太郎,山田 花子,佐藤 ケンイチ,スズキ',
      'euc-kr': '민수,김 지은,이',
      big5: '小明,王 麗,陳',
    };
    for (const [encoding, names] of Object.entries(texts)) {
      const rows = names.split(' ').map((name, at) => `u${at}@demo.example,${name}\n`);
      const bytes = iconv.encode(`Email,First,Last\n${rows.join('').repeat(5)}`, encoding);
      expect((await check(bytes)).form).toMatchObject({ encoding, sure: false });
    }
  });

  test('what is wrong far behind the first bytes', async () => {
    const rows = 'a@demo.example,Ada\n'.repeat(50_000);
    const bytes = Buffer.concat([Buffer.from(`Email,First\n${rows}`), Buffer.from([0x61, 0xe9])]);
    expect((await check(bytes)).form.encoding).toBe('iso-8859-1');
    expect(await find(`Email,First\n${rows}b@demo.example,"Bob "B""\n`)).toEqual([
      { kind: 'unreadable', row: 50_001, why: 'quote' },
    ]);
  });
});

describe('a file that means harm', () => {
  const MB = 2 ** 20;

  test.each([
    ['a quotation that is never closed', `Email\n"${'a\n'.repeat(8 * MB)}`],
    ['a line of delimiters', `Email\n${','.repeat(16 * MB)}`],
    ['a line without an end', 'a'.repeat(16 * MB)],
  ])('is left where a row is too long: %s', async (_what, content) => {
    const findings = await find(content);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'unreadable', why: 'row-too-long' }),
    );
  });

  test('gives a report of a bounded size', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => ` ${'OU'.repeat(90)}${at % 7}`);
    const row = Array.from({ length: 5000 }, () => '"\n"').join(',');
    const report = await check(`${names.join(',')}\n${`${row}\n`.repeat(50)}`);
    expect(report.columns).toHaveLength(MOST_COLUMNS);
    for (const finding of report.findings)
      if ('places' in finding) expect(finding.places.length).toBeLessThanOrEqual(MOST_PLACES);
    expect(JSON.stringify(report).length).toBeLessThan(MB);
  });

  test('is left when the signal says so', async () => {
    const end = new AbortController();
    const progress = () => end.abort(new Error('enough'));
    const work = check('a,b\n'.repeat(MB), { signal: end.signal, progress });
    await expect(work).rejects.toThrow('enough');
  });
});

test('a file that is not there, or is none, is a failure', async () => {
  const none = checkCsv(join(folder, 'none.csv'), { domains: [] });
  await expect(none).rejects.toMatchObject({ code: 'not-found' });
  await expect(checkCsv(folder, { domains: [] })).rejects.toMatchObject({ code: 'not-a-file' });
});
