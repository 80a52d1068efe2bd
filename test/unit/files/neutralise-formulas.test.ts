import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Delimiter } from '../../../main/files/formula-cells';
import { NeutraliseFormulas } from '../../../main/files/neutralise-formulas';
import { count, seed } from '../chance';
import { PYTHON } from '../support/agent-host';

/** What comes out of these chunks. */
async function neutralised(
  chunks: readonly Uint8Array[],
  delimiter: Delimiter = ',',
): Promise<Buffer> {
  const transform = new NeutraliseFormulas(delimiter);
  const [out] = await Promise.all([buffer(transform), pipeline(Readable.from(chunks), transform)]);
  return out;
}

async function text(csv: string, delimiter: Delimiter = ','): Promise<string> {
  return (await neutralised([Buffer.from(csv)], delimiter)).toString();
}

describe('becomes text', () => {
  test.each([
    ['=1+1,a', "'=1+1,a"],
    ['a,=1', "a,'=1"],
    ['a\r\n@SUM(1),b', "a\r\n'@SUM(1),b"],
    ['"=HYPERLINK(""x"")",b', `"'=HYPERLINK(""x"")",b`],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['-5"x"', `'-5"x"`],
    ['"-5""x"', `"'-5""x"`],
    ['+15551234567,+49 30 1234', "'+15551234567,'+49 30 1234"],
    ['\ufeff=1', "\ufeff'=1"],
    ['\ufeff"=1"', `\ufeff"'=1"`],
    ['a, =1', "a, '=1"],
    ['"\t=1"', `"'\t'=1"`],
    ['"\r=1"', `"'\r'=1"`],
    ['a,\tb', "a,'\tb"],
    ['\0=1', "'\0=1"],
    ['＝1,"－1"', `'＝1,"'－1"`],
    ['-5;a,"-5;=1",-5\t', `'-5;a,"'-5;'=1",'-5\t`],
    [`-${'1'.repeat(40)}`, `'-${'1'.repeat(40)}`],
  ])('%j: %j', async (csv, expected) => expect(await text(csv)).toBe(expected));

  test.each([
    ['"Doe;=1+1"', `"Doe;'=1+1"`],
    ['a\t=1', "a\t'=1"],
    ['"two\n=1"', `"two\n'=1"`],
    ['"x;""=1"""', `"x;""'=1"""`],
  ])('where other spreadsheets have a cell begin, %j: %j', async (csv, expected) =>
    expect(await text(csv)).toBe(expected),
  );
});

describe('stays as it is', () => {
  test.each([
    'primaryEmail,name\nanna@example.com,"Doe, Anna"\n',
    '-5,-1.5,-1e-3,"-1,234.50",-,-0\n',
    '"-5","-"\n-7',
    '"a,=b","a ""=b""",c=d,e-f,g@h,i+j',
    'a,,"",\r\n\r\n"",b\n',
    "'=1",
    '"x;\ty","a\n\nb"',
    '"unclosed, =1',
    '',
    '-',
    'a',
  ])('%j', async (csv) => expect(await text(csv)).toBe(csv));

  test('a cell of a file with other delimiters', async () => {
    expect(await text('a;-5,3;"b;=c";=d', ';')).toBe(`a;-5,3;"b;=c";'=d`);
    expect(await text('a\t\tb\n\tc\t=d', '\t')).toBe(`a\t\tb\n\tc\t'=d`);
    expect(await text('a|-5|@b', '|')).toBe("a|-5|'@b");
  });

  test('bytes that are not UTF-8', async () => {
    const latin = Buffer.from('M\xfcller,=1,\xef\xbc', 'latin1');
    expect((await neutralised([latin])).toString('latin1')).toBe("M\xfcller,'=1,\xef\xbc");
  });
});

test('UTF-16 is refused, and it is said what to do', async () => {
  for (const first of [
    [0xff, 0xfe],
    [0xfe, 0xff],
  ])
    for (const chunks of [[Buffer.from(first)], first.map((byte) => Buffer.from([byte]))])
      await expect(neutralised(chunks)).rejects.toMatchObject({
        code: 'bad-encoding',
        fix: expect.stringContaining('UTF-8'),
      });
});

const DELIMITERS = [',', ';', '\t', '|'] as const;
const PIECES = [
  ...['=', '+', '-', '@', '"', "'", ',', ';', '|', '\t', '\r', '\n', ' ', '\ufeff', '＝', '－'],
  ...['-5', '-1.5', '1,2', 'e', 'E-', '0', 'a', 'é', 'cmd', '-', '-5;', '9'.repeat(31)],
];
const piece = fc.constantFrom(...PIECES);
const cell = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));

test('in whatever chunks it comes', async () => {
  const csv = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join('')));
  const sizes = fc.infiniteStream(fc.integer({ min: 0, max: 7 }));
  await fc.assert(
    fc.asyncProperty(
      csv,
      sizes,
      fc.constantFrom(...DELIMITERS),
      async (whole, lengths, delimiter) => {
        const chunks: Buffer[] = [];
        for (let rest = whole; rest.length > 0; ) {
          const length = lengths.next().value;
          chunks.push(rest.subarray(0, length));
          rest = rest.subarray(length);
        }
        const together = await neutralised([whole], delimiter);
        expect(await neutralised(chunks, delimiter)).toEqual(together);
        // Nothing but apostrophes is added, nothing is lost.
        const without = (bytes: Buffer) => bytes.toString().replaceAll("'", '');
        expect(without(together)).toBe(without(whole));
      },
    ),
    { seed, numRuns: count / 20 },
  );
});

/** Asks Python's csv, which GAM writes and reads with, about all at once. */
function python<T>(requests: readonly object[], answer: z.ZodType<T>): T[] {
  const out = execFileSync(PYTHON, [new URL('csv-cells.py', import.meta.url).pathname], {
    input: JSON.stringify(requests),
    maxBuffer: 2 ** 28,
  });
  return z.array(answer).parse(JSON.parse(out.toString()));
}

const NUMBER = /^-(\d+([.,]\d+)*(e[+-]?\d+)?)?$/i;

/** Whether a spreadsheet would take a cell for a formula. */
function isFormula(value: string): boolean {
  return /^[=+@\t\r\n＝＋－＠]/.test(value) || (value.startsWith('-') && !NUMBER.test(value));
}

test('of what GAM could write no cell is a formula, and the others say the same', async () => {
  const docs = fc.sample(
    fc.record({
      rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
        minLength: 1,
        maxLength: 4,
      }),
      delimiter: fc.constantFrom(...DELIMITERS),
      quoting: fc.constantFrom('minimal', 'all'),
    }),
    { seed, numRuns: count / 10 },
  );
  const written = python(docs, z.base64());
  const safe = await Promise.all(
    written.map((csv, at) => neutralised([Buffer.from(csv, 'base64')], docs[at]?.delimiter)),
  );
  const read = (all: readonly string[]) =>
    python(
      all.map((csv, at) => ({ csv, delimiter: docs[at]?.delimiter })),
      z.array(z.array(z.string())),
    );
  const after = read(safe.map((csv) => csv.toString('base64')));
  // Not what was written: before 3.13 Python writes a CR without quotes, which ends a line.
  const before = read(written);
  for (const [at, { delimiter }] of docs.entries()) {
    const [cells, found] = [after[at]?.flat() ?? [], before[at]?.flat() ?? []];
    const without = (values: readonly string[]) => values.map((value) => value.replaceAll("'", ''));
    expect(without(cells)).toEqual(without(found));
    for (const [index, value] of cells.entries()) {
      expect(isFormula(value), JSON.stringify([value, safe[at]?.toString(), delimiter])).toBe(
        false,
      );
      if (!/[-=+@\t\r\n＝－]/.test(found[index] ?? '')) expect(value).toBe(found[index]);
    }
    // To those who split elsewhere and know no quotes there.
    const elsewhere = ['\n', '\r', ';', '\t', ','].filter((other) => other !== delimiter);
    for (const part of safe[at]?.toString().split(new RegExp(`[${elsewhere.join('')}]`)) ?? [])
      expect(part.replace(/^[" ]+/, '')).not.toMatch(/^[=+@]/);
  }
});

test('what is held stays small, however much comes', async () => {
  const row = Buffer.from('anna.doe@example.com,"Doe, Anna",=1,-5,+15551234567\n'.repeat(1_300));
  const transform = new NeutraliseFormulas();
  let largest = 0;
  let out = 0;
  transform.on('data', (piece: Buffer) => {
    largest = Math.max(largest, piece.length);
    out += piece.length;
  });
  const started = performance.now();
  await pipeline(Readable.from(Array.from({ length: 300 }, () => row)), transform);
  console.info(`${Math.round((row.length * 300) / 1e3 / (performance.now() - started))} MB/s`);
  expect(out).toBe((row.length + 2 * 1_300) * 300);
  expect(largest).toBeLessThan(row.length * 1.1);
});
