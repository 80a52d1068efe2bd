/** Rows of a table as they are needed, from a session that counts while it is asked. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  type Result,
  SessionPath,
  type TableRows,
  type TableWanted,
} from '../../../../preload/contract';
import { ALL, TableSource } from '../../../../renderer/terminal/files/preview/table-source';

/** A session with so many rows, of which it knows some more each time it is asked. */
class FakeSession {
  readonly asked: TableWanted[] = [];
  rows: number;
  known = 0;
  /** Rows it finds between two questions, and rows of an answer at most. */
  readonly step: number;
  readonly page: number;
  fails = false;

  constructor(rows: number, step = rows, page = 1_000) {
    this.rows = rows;
    this.step = step;
    this.page = page;
  }

  ask = async (wanted: TableWanted): Promise<Result<TableRows>> => {
    this.asked.push(wanted);
    if (this.fails) return { ok: false, error: { code: 'x', message: 'no' } };
    if (wanted.first === 0 && wanted.fresh) this.known = 0;
    this.known = Math.min(this.rows, this.known + this.step);
    const { first, count, text } = wanted;
    const length = Math.max(0, Math.min(count, this.page, this.known - first));
    const rows = Array.from({ length }, (_, at) => ({
      row: first + at + 1,
      cells: [`${text}${first + at}`],
    }));
    const more = { full: false, total: this.known, delimiter: ',', encoding: 'utf-8' };
    const state = { columns: ['a'], count: this.known, done: this.known === this.rows };
    return { ok: true, value: { ...state, ...more, rows, changed: false, problem: null } };
  };
}

const open = (session: FakeSession) =>
  new TableSource({ path: SessionPath.parse(''), ask: session.ask, wait: async () => {} });

const settle = (source: TableSource) =>
  vi.waitFor(() => {
    if (source.state.waiting || !(source.state.done || source.state.error))
      throw new Error('waits');
  });

test('what is in sight is here, whatever was looked at before, and little is held', async () => {
  const looks = fc.array(fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 60 })), {
    minLength: 1,
    maxLength: 8,
  });
  const sizes = fc.tuple(
    fc.nat(12_000),
    fc.integer({ min: 50, max: 5_000 }),
    fc.integer({ min: 1, max: 150 }),
  );
  await fc.assert(
    fc.asyncProperty(sizes, looks, async ([rows, step, page], all) => {
      const session = new FakeSession(rows, step, page);
      const source = open(session);
      for (const [first, count] of all) source.see(first, first + count);
      const [first, count] = all.at(-1) ?? [0, 0];
      await vi.waitFor(() => {
        expect(source.state).toMatchObject({ done: true, count: rows });
        for (let n = first; n < Math.min(first + count, rows); n++)
          expect(source.row(n)?.cells).toEqual([String(n)]);
      });
      const held = Array.from({ length: rows }, (_, n) => source.row(n)).filter(Boolean).length;
      expect(held).toBeLessThanOrEqual(2_100);
      source.close();
    }),
    { numRuns: 40 },
  );
});

test('another choice forgets the rows of the one before, also those that come late', async () => {
  const session = new FakeSession(500);
  const source = open(session);
  await settle(source);
  source.choose({ ...ALL, text: 'x' });
  expect(source.row(0)).toBeUndefined();
  source.choose({ ...ALL, text: 'y' });
  await settle(source);
  expect(source.row(0)?.cells).toEqual(['y0']);
  expect(source.state.choice.text).toBe('y');
});

test('nothing is asked when nothing is missing, nor after it was closed', async () => {
  const session = new FakeSession(80);
  const source = open(session);
  await settle(source);
  const { length } = session.asked;
  source.see(0, 40);
  source.see(10, 80);
  expect(session.asked).toHaveLength(length);
  source.close();
  source.see(90, 95);
  expect(session.asked).toHaveLength(length);
});

test('a failure is told, and over when the file is opened anew', async () => {
  const session = new FakeSession(10);
  session.fails = true;
  const source = open(session);
  await settle(source);
  expect(source.state.error?.code).toBe('x');
  session.fails = false;
  source.reload();
  await settle(source);
  expect(source.state).toMatchObject({ error: null, count: 10 });
  expect(session.asked.at(-1)?.fresh).toBe(true);
});

test('a file that became shorter is not asked for for ever', async () => {
  const short = new TableSource({
    path: SessionPath.parse(''),
    wait: async () => {},
    ask: async () => {
      const more = { full: false, total: 9, delimiter: ',', encoding: 'utf-8', problem: null };
      return {
        ok: true,
        value: { ...more, columns: [], rows: [], count: 9, done: true, changed: true },
      };
    },
  });
  await vi.waitFor(() => expect(short.state.count).toBe(0));
});
