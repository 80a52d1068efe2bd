/** The output of a session as one window asks for it, with a real agent. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WindowJournal } from '../../../main/ipc/window-journal';
import { Place } from '../sessions/transfers/place';

let place: Place;
let journal: WindowJournal;

beforeEach(() => {
  place = new Place();
  journal = new WindowJournal(place.parts);
  const folder = join(place.host.folder, 'state/journal');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0000000000000000.bytes'), 'row\r\n'.repeat(100_000));
});

afterEach(async () => {
  journal.close();
  await place.end();
});

const options = (name: string, progress: (done: number) => void = () => {}) => ({
  format: 'text' as const,
  target: place.local(name),
  replace: true,
  title: 'test',
  progress,
});

test('an export that is cancelled leaves nothing, and the next one goes', async () => {
  const cancelled = journal.export(
    options('a.txt', (done) => {
      if (done > 0) journal.cancelExport();
    }),
  );
  expect(await cancelled).toBeNull();
  expect(place.names.local).toEqual([]);
  expect(journal.written).toBeNull();
  expect(await journal.export(options('b.txt'))).toMatchObject({ start: 0, end: 500_000 });
  expect(readFileSync(place.local('b.txt'), 'utf8')).toBe('row\n'.repeat(100_000));
  expect(journal.written).toBe(place.local('b.txt'));
});

test('there is one export at a time, and searches go on beside it', async () => {
  const first = journal.export(options('a.txt'));
  await expect(journal.export(options('b.txt'))).rejects.toMatchObject({ code: 'busy' });
  const query = { text: 'row', regex: false, cases: false };
  const { lines } = await journal.use((client) => client.search(query, null));
  expect(lines).toHaveLength(500);
  expect(await first).not.toBeNull();
});

test('a window that goes takes its export with it', async () => {
  const going = journal.export(
    options('a.txt', (done) => {
      if (done > 0) journal.close();
    }),
  );
  expect(await going).toBeNull();
  expect(place.names.local).toEqual([]);
});

test('the lines around one are in their order', async () => {
  const offset = 5 * 1_000;
  const around = await journal.use((client) => client.around(offset));
  expect(around.map((line) => line.offset)).toEqual(
    Array.from({ length: 61 }, (_, n) => offset + (n - 30) * 5),
  );
  const end = await journal.use((client) => client.around(499_995));
  expect(end.at(-1)?.offset).toBe(499_995);
  const first = await journal.use((client) => client.around(0));
  expect(first[0]?.offset).toBe(0);
});
