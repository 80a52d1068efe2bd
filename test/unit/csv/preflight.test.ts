/** CSV files on their way into a real session: when a person is asked, what is sent then, and what is left behind. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyName, FixedCopies } from '../../../main/csv/fixed-copies';
import { isTable } from '../../../main/csv/looks-like';
import { Preflight } from '../../../main/csv/preflight';
import type { Transfers } from '../../../main/sessions/transfers/queue/transfers';
import { CsvQuestion, SessionId } from '../../../preload/contract';
import { QueuePlace, SESSION, settledList } from '../sessions/transfers/queue-place';

const SEMICOLONS = 'Email;First\na@demo.example;Ada\n';
const COMMAS = 'Email,First\na@demo.example,Ada\n';
const OTHER = SessionId.parse('s2abc');

let q: QueuePlace;
let transfers: Transfers;
let copies: FixedCopies;

beforeEach(() => {
  q = new QueuePlace();
  transfers = q.start();
  copies = new FixedCopies(q.profile);
});
afterEach(() => q.end());

/** Gives files to a preflight that waits as long as the test may take, or not at all. */
function give(paths: readonly string[], waitMs = 60_000) {
  const preflight = new Preflight({ send: (...what) => transfers.send(...what), copies, waitMs });
  let tell: (question: CsvQuestion) => void = () => {};
  const told = new Promise<CsvQuestion>((resolve) => {
    tell = resolve;
  });
  const answer = preflight.send({
    session: SESSION,
    paths,
    to: Buffer.alloc(0),
    toText: '/work',
    domains: ['demo.example'],
    tell,
  });
  return { preflight, answer, told };
}

/** Gives files of which there is something to say. */
async function ask(...paths: string[]) {
  const { preflight, answer } = give(paths);
  const given = await answer;
  if (given.kind !== 'asks') throw new Error('it did not ask');
  return { preflight, question: CsvQuestion.parse(given.question) };
}

const inSession = () => readdirSync(q.place.host.work).sort();
const kept = () =>
  existsSync(join(q.profile, 'fixed')) ? readdirSync(join(q.profile, 'fixed')) : [];

test('files of which there is nothing to say go at once', async () => {
  mkdirSync(q.place.local('folder.csv'));
  const files = [
    q.ours('clean.csv', COMMAS),
    q.ours('photo.jpg', 'x;y\n1;2\n'),
    q.ours('letter.txt', 'Dear all,\nthis is a letter, with commas, and no table.\nBye\n'),
    q.place.local('folder.csv'),
  ];
  expect(await give(files).answer).toMatchObject({ kind: 'sent' });
  await settledList(transfers);
  expect(inSession()).toEqual(['clean.csv', 'folder.csv', 'letter.txt', 'photo.jpg']);
});

test('a fixed copy goes in the place of its file, which stays as it is, and is gone afterwards', async () => {
  const path = q.ours('staff.csv', SEMICOLONS);
  const other = q.ours('other.bin', 'other');
  const { preflight, question } = await ask(other, path);
  expect(question).toMatchObject({ to: '/work', given: 2, looking: false, sent: false });
  expect(question.looked).toMatchObject([
    { file: 1, name: 'staff.csv', copyName: 'staff.fixed.csv' },
  ]);
  expect(transfers.list()).toEqual([]);

  const copy = { file: 1, mends: ['form'] } as const;
  const { group, copies: made } = await preflight.answer(SESSION, question.id, [copy]);
  expect(made).toEqual([{ name: 'staff.fixed.csv', rows: 1, leftOut: 0 }]);
  // While a transfer may read it, it stays, and is its owner's alone.
  await copies.tidy(transfers.sources());
  expect(transfers.list().map((one) => one.group)).toEqual([group, group]);
  const [folder = ''] = kept();
  if (folder !== '') expect(statSync(join(q.profile, 'fixed', folder)).mode & 0o777).toBe(0o700);
  await settledList(transfers);
  expect(inSession()).toEqual(['other.bin', 'staff.fixed.csv']);
  expect(readFileSync(q.place.remote('staff.fixed.csv'), 'utf8')).toBe(COMMAS);
  expect(readFileSync(path, 'utf8')).toBe(SEMICOLONS);
  await copies.tidy(transfers.sources());
  expect(kept()).toEqual([]);
});

test('as it is, it goes as it is', async () => {
  const { preflight, question } = await ask(q.ours('staff.csv', SEMICOLONS));
  await preflight.answer(SESSION, question.id, []);
  await settledList(transfers);
  expect(readFileSync(q.place.remote('staff.csv'), 'utf8')).toBe(SEMICOLONS);
  await expect(preflight.answer(SESSION, question.id, [])).rejects.toMatchObject({ code: 'gone' });
});

test('a question is its own window’s, and is over with it', async () => {
  const { preflight, question } = await ask(q.ours('staff.csv', SEMICOLONS));
  await expect(preflight.answer(OTHER, question.id, [])).rejects.toMatchObject({ code: 'gone' });
  preflight.drop(OTHER, question.id);
  preflight.leave(OTHER);
  expect(await preflight.look(SESSION, question.id, 0, 'utf-8')).toMatchObject({ rows: 1 });
  preflight.leave(SESSION);
  await expect(preflight.answer(SESSION, question.id, [])).rejects.toMatchObject({ code: 'gone' });
  expect(transfers.list()).toEqual([]);
});

test('a look that takes long is not waited for, and tells later; then only the copy is sent', async () => {
  const row = 'someone@demo.example;A name;Another name\n';
  const path = q.ours('large.csv', `Email;First;Last\n${row.repeat(200_000)}`);
  const { preflight, answer, told } = give([q.ours('clean.csv', COMMAS), path], 1);
  expect(await answer).toMatchObject({ kind: 'sent' });
  const question = await told;
  expect(question).toMatchObject({ sent: true, looking: false, looked: [{ file: 1 }] });
  await settledList(transfers);
  await preflight.answer(SESSION, question.id, [{ file: 1, mends: ['form'] }]);
  await settledList(transfers);
  expect(inSession()).toEqual(['clean.csv', 'large.csv', 'large.fixed.csv']);
});

test('a file that changed since is not fixed by what was found before, and nothing is sent', async () => {
  const path = q.ours('staff.csv', SEMICOLONS);
  const { preflight, question } = await ask(q.ours('other.csv', SEMICOLONS), path);
  writeFileSync(path, `${SEMICOLONS}b@demo.example;Bob\n`);
  const both = [0, 1].map((file) => ({ file, mends: ['form'] as const }));
  await expect(preflight.answer(SESSION, question.id, both)).rejects.toMatchObject({
    code: 'changed',
  });
  expect(transfers.list()).toEqual([]);
  await copies.tidy([]);
  expect(kept()).toEqual([]);
  await preflight.answer(SESSION, question.id, []);
  await settledList(transfers);
  expect(inSession()).toEqual(['other.csv', 'staff.csv']);
});

test('an encoding that a person says holds for the copy', async () => {
  const bytes = Buffer.from('Email,First\na@demo.example,\xc8\xe2\xe0\xed\n', 'latin1');
  const { preflight, question } = await ask(q.ours('names.csv', bytes));
  const report = await preflight.look(SESSION, question.id, 0, 'windows-1251');
  expect(report.findings).toMatchObject([{ kind: 'encoding', remedy: 'charset windows-1251' }]);
  await preflight.answer(SESSION, question.id, [{ file: 0, mends: ['form'] }]);
  await settledList(transfers);
  expect(readFileSync(q.place.remote('names.fixed.csv'), 'utf8')).toContain('Иван');
});

test('copies that a transfer waits for outlast the app, others do not', async () => {
  const needed = await copies.begin('/a/needed.csv');
  const left = await copies.begin('/a/left.csv');
  for (const copy of [needed, left]) writeFileSync(copy, 'x');
  await copies.tidy([]);
  expect(kept()).toHaveLength(2);
  await new FixedCopies(q.profile).tidy([needed]);
  expect(existsSync(needed)).toBe(true);
  expect(existsSync(left)).toBe(false);
});

test('names of copies are names', () => {
  expect(copyName('/a/b.csv')).toBe('b.fixed.csv');
  expect(copyName('/a/b')).toBe('b.fixed');
  const long = copyName(`/a/${'é'.repeat(125)}x.csv`);
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
  expect(long).toMatch(/é\.fixed\.csv$/);
});

test('a text is a table when its rows are alike', async () => {
  const is = (content: string | Uint8Array) => isTable(q.ours('file.txt', content));
  expect(await is(SEMICOLONS)).toBe(true);
  expect(await is(Buffer.from(`\ufeff${SEMICOLONS}`, 'utf16le'))).toBe(true);
  expect(await is('one\ntwo\n')).toBe(false);
  expect(await is('a,b\n')).toBe(false);
  expect(await is('')).toBe(false);
  expect(await is(Buffer.from([0, 1, 2, 3]))).toBe(false);
  expect(await isTable(q.ours('FILE.CSV', 'one\n'))).toBe(true);
});
