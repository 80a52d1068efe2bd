/** However a table is written, the form is found, and the copy is the same table for Python, which GAM reads by. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCsv } from '../../../main/csv/check';
import { charsetOf } from '../../../main/csv/encoding';
import { fixCsv } from '../../../main/csv/fix';
import { type CsvMend, CsvReport, MEND_OF } from '../../../preload/csv';
import { count, seed } from '../chance';
import { PythonCsv } from './python-csv';
import { anyFile, type Written, write } from './tables';

// Each case writes files and asks another process.
const numRuns = Math.ceil(count / 40);
let folder = '';
let python: PythonCsv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-csv-'));
  python = await PythonCsv.start();
});
afterAll(() => {
  python.stop();
  rmSync(folder, { recursive: true });
});

/** Looks at a file of these bytes and copies it. */
async function lookAndCopy(bytes: Uint8Array, ...more: Parameters<typeof fixCsv>[3][]) {
  const path = join(folder, 'original.csv');
  const copy = join(folder, 'copy.csv');
  rmSync(copy, { force: true });
  writeFileSync(path, bytes);
  const report = await checkCsv(path, { domains: [] });
  const fix = () => fixCsv(path, copy, report, ...more);
  return { path, copy, report, fix };
}

test('a table written in any way is found, and copied as the same table', async () => {
  const property = fc.asyncProperty(anyFile, async ({ table, as }) => {
    const bytes = write(table, as);
    const { path, copy, report, fix } = await lookAndCopy(bytes, { mends: ['form'] });
    const { encoding, bom, delimiter } = report.form;
    expect(report.rows).toBe(table.length - 1);
    expect(report.columns.map(({ name }) => name)).toEqual(table[0]);
    expect(bom).toBe(as.bom);
    if ((table[0] ?? []).length > 1) expect(delimiter).toBe(as.delimiter);
    expect(await fix()).toMatchObject({ rows: report.rows, leftOut: 0 });
    expect(await python.read(copy)).toEqual(table);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    // GAM's own remedies do the same, where there is no line before the headers.
    if (as.preamble !== '') return;
    expect(await python.read(path, charsetOf(encoding, bom), delimiter)).toEqual(table);
  });
  await fc.assert(property, { seed, numRuns });
}, 600_000);

test('wherever it falls apart between two reads, a table is the same', async () => {
  // Spaces after a quotation, doubled quotation marks, a line break, and a character of three bytes.
  const row = '"a" ,"b ""c""\r\nd",漢\r\n';
  for (let shift = 0; shift < Buffer.byteLength(row); shift += 1) {
    const bytes = Buffer.from(`${'x'.repeat(shift + 1)},y,z\r\n${row.repeat(4000)}`);
    const { copy, report, fix } = await lookAndCopy(bytes, { mends: ['form'] });
    expect(report.findings.map(({ kind }) => kind)).toEqual(['line-break']);
    await fix();
    const [, ...rows] = await python.read(copy);
    expect(rows.length).toBe(4000);
    expect(rows.filter((cells) => cells.join('|') !== 'a|b "c"\nd|漢')).toEqual([]);
  }
});

const nasty = fc.constantFrom('', ' ', 'a@demo.example', ' b@x.org ', 'x\n y', '\n', '"q"', 'é,');
const name = fc.constantFrom('OU', ' OU', 'OU_1', '', ' ', 'ou', 'First\n', 'Column2', 'EMAIL');

test('a copy with every mend has nothing left to mend', async () => {
  const width = fc.integer({ min: 1, max: 5 });
  const tables = width.chain((wide) =>
    fc.tuple(
      fc.array(name, { minLength: wide, maxLength: wide }),
      fc.array(fc.array(nasty, { minLength: wide, maxLength: wide + 1 }), { maxLength: 6 }),
    ),
  );
  const property = fc.asyncProperty(tables, async ([names, rows]) => {
    // Named by its column, so that the copy has the same keys.
    const table = [['Email', ...names], ...rows];
    const as: Written = {
      encoding: 'utf-16le',
      bom: true,
      delimiter: ';',
      lineEnd: '\r\n',
      preamble: 'sep',
    };
    const mends: CsvMend[] = [
      'form',
      'trim',
      'header-case',
      'line-breaks',
      'header-names',
      'blank-keys',
    ];
    const { copy, report, fix } = await lookAndCopy(write(table, as), { mends });
    const { rows: kept, leftOut } = await fix();
    expect(kept + leftOut).toBe(report.rows);
    const after = await checkCsv(copy, { domains: [] });
    const left = after.findings.map(({ kind }) => kind).filter((kind) => MEND_OF[kind] !== null);
    // `EMAIL` stays where there is an `Email`: the mend would take its name.
    expect(left.filter((kind) => kind !== 'header-case')).toEqual([]);
  });
  await fc.assert(property, { seed, numRuns });
}, 600_000);

test('any bytes give a report that windows take, and a copy or a reason', async () => {
  const pieces = fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '\0', 'sep=', '\ufeff', '@', ' ');
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: pieces, maxLength: 60 }).map((text) => Buffer.from(text)),
  );
  const property = fc.asyncProperty(bytes, async (data) => {
    const { report, fix } = await lookAndCopy(data);
    expect(CsvReport.parse(report)).toEqual(report);
    const ends = report.findings.some(({ kind }) => kind === 'unreadable' || kind === 'not-text');
    if (ends) await expect(fix()).rejects.toMatchObject({ code: 'unreadable' });
    else await fix();
  });
  await fc.assert(property, { seed, numRuns });
}, 600_000);
