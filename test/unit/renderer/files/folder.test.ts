/** A folder as the drawer shows it, after any news: everything once, new ones marked, and nothing that stays moves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileEntry, SessionName } from '../../../../preload/contract';
import {
  type Folder,
  looked,
  MOST_ENTRIES,
  NO_FOLDER,
  withAll,
  withNews,
  withPart,
  withSort,
} from '../../../../renderer/terminal/files/folder';
import { ordered, type Sort } from '../../../../renderer/terminal/files/order';

const nameOf = (text: string) => SessionName.parse(Buffer.from(text).toString('base64'));
const file = (text: string, more: Partial<FileEntry> = {}): FileEntry => ({
  name: nameOf(text),
  text,
  type: 'file',
  size: 1,
  mtime: 1,
  ...more,
});
const texts = ({ order, entries }: Folder) => order.map((name) => entries.get(name)?.text);
const fresh = (folder: Folder) => [...folder.fresh].map((name) => folder.entries.get(name)?.text);
const news = (entries: FileEntry[], gone: string[] = []) => ({
  entries,
  gone: gone.map(nameOf),
  again: false,
});

const listed = withAll(
  NO_FOLDER,
  [file('b'), file('a10'), file('a9'), file('z', { type: 'folder' })],
  5,
);

describe('a folder', () => {
  test('has folders first, and numbers in names by value', () => {
    expect(texts(listed)).toEqual(['z', 'a9', 'a10', 'b']);
    expect(fresh(listed)).toEqual([]);
  });

  test('marks what came since, until somebody looks', () => {
    const later = withNews(
      listed,
      news([file('aa'), file('b', { size: 2 }), file('y', { type: 'folder' })]),
    );
    expect(texts(later)).toEqual(['y', 'z', 'a9', 'a10', 'aa', 'b']);
    expect(fresh(later)).toEqual(['aa']);
    expect(fresh(looked(later, [nameOf('aa')]))).toEqual([]);
    expect(fresh(withNews(later, news([], ['aa'])))).toEqual([]);
    expect(fresh(withNews(listed, news([file('mine')]), true))).toEqual([]);
  });

  test('marks what was written before the drawer was opened, but after its window was', () => {
    const first = withAll(NO_FOLDER, [file('old'), file('new', { mtime: 6 })], 5);
    expect(fresh(first)).toEqual(['new']);
    const again = withAll(first, [file('old'), file('new', { mtime: 6 }), file('late')], 5);
    expect(fresh(again)).toEqual(['new', 'late']);
  });

  test('shows its beginning while it is listed first, and not again', () => {
    expect(texts(withPart(NO_FOLDER, [file('a')]))).toEqual(['a']);
    expect(withPart(listed, [file('a')])).toBe(listed);
  });

  test('keeps no more than it can hold, and says so', () => {
    const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, i) => file(`f${i}`));
    const folder = withAll(NO_FOLDER, many, 5);
    expect(folder.entries.size).toBe(MOST_ENTRIES);
    expect(folder.cut).toBe(true);
    const later = withNews(folder, news([file('one more')]));
    expect(later.entries.size).toBe(MOST_ENTRIES);
    expect(later.order).toHaveLength(MOST_ENTRIES);
  });
});

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const entry = fc.record({
  text: fc.constantFrom(...NAMES),
  size: fc.nat(3),
  mtime: fc.nat(3),
  type: fc.constantFrom<FileEntry['type']>('file', 'folder'),
});
const entries = fc
  .uniqueArray(entry, { selector: ({ text }) => text })
  .map((all) => all.map(({ text, ...more }) => file(text, more)));
const sort = fc.record<Sort>({
  by: fc.constantFrom('name', 'size', 'time'),
  down: fc.boolean(),
});

test('after any news everything is there once, and what stays keeps its order', () => {
  const step = fc.record({ entries, gone: fc.subarray(NAMES), again: fc.boolean() });
  fc.assert(
    fc.property(entries, sort, fc.array(step), (first, by, steps) => {
      let folder = withSort(withAll(NO_FOLDER, first, 9), by);
      expect(folder.order).toEqual(ordered(folder.entries, by));
      const truth = new Map(first.map((one) => [one.text, one]));
      for (const { entries: coming, gone, again } of steps) {
        const before = folder.order;
        if (again) truth.clear();
        for (const text of again ? [] : gone) truth.delete(text);
        for (const one of coming) truth.set(one.text, one);
        folder = again ? withAll(folder, coming, 9) : withNews(folder, news(coming, gone));
        expect(new Map([...folder.entries.values()].map((one) => [one.text, one]))).toEqual(truth);
        expect([...folder.order].sort()).toEqual([...folder.entries.keys()].sort());
        const stays = (name: SessionName) => folder.order.includes(name) && before.includes(name);
        expect(folder.order.filter(stays)).toEqual(before.filter(stays));
      }
    }),
  );
});
