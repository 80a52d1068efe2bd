/** What a session keeps of its output: searched and exported, with a real agent and a real shell's journal. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportJournal } from '../../../../main/sessions/journal/export/export';
import { JournalClient } from '../../../../main/sessions/journal/journal-client';
import type { JournalQuery } from '../../../../preload/contract';
import { Place } from '../transfers/place';
import { reply, Scripted } from '../transfers/scripted';

let place: Place;
let client: JournalClient;

beforeEach(() => {
  place = new Place();
  client = new JournalClient(place.parts);
});

afterEach(async () => {
  await client.close();
  await place.end();
});

/** Writes a journal as the host does, of which the bytes below `start` are gone; `records`: offset, time, columns, rows. */
function keep(
  data: Uint8Array,
  records: readonly (readonly [number, number, number, number])[],
  start = 0,
) {
  const folder = join(place.host.folder, 'state/journal');
  mkdirSync(folder, { recursive: true });
  const name = join(folder, String(start).padStart(16, '0'));
  writeFileSync(`${name}.bytes`, data);
  const index = Buffer.alloc(records.length * 20);
  for (const [n, [offset, at, cols, rows]] of records.entries()) {
    index.writeBigUInt64BE(BigInt(offset), n * 20);
    index.writeBigUInt64BE(BigInt(at), n * 20 + 8);
    index.writeUInt16BE(cols, n * 20 + 16);
    index.writeUInt16BE(rows, n * 20 + 18);
  }
  writeFileSync(`${name}.index`, index);
}

const query = (text: string, more: Partial<JournalQuery> = {}): JournalQuery => ({
  text,
  regex: false,
  cases: false,
  ...more,
});

const options = (target: string) => ({
  target,
  format: 'text' as const,
  replace: false,
  title: 'test',
  progress: () => {},
  signal: undefined,
});

describe('a search', () => {
  test('finds lines with their time, cut where the match is', async () => {
    keep(Buffer.from('💡 one\u202e fish\r\n\x1b[1mtwo\x1b[0m fish\r\n'), [[0, 1_000, 80, 24]]);
    const { lines, next } = await client.search(query('FISH'), null);
    expect(next).toBeNull();
    expect(lines).toMatchObject([
      { before: 'two ', match: 'fish', after: '', at: 1_000 },
      { before: expect.stringMatching(/^💡 one.+ $/), match: 'fish', offset: 0 },
    ]);
    expect(lines[1]?.before).not.toContain('\u202e');
  });

  test('goes on where it was after the link has dropped', async () => {
    keep(Buffer.from('line\n'.repeat(1_200)), []);
    const first = await client.search(query('line'), null);
    expect(first.lines).toHaveLength(500);
    place.cut();
    const second = await client.search(query('line'), first.next);
    const third = await client.search(query('line'), second.next);
    expect(third.next).toBeNull();
    const offsets = [first, second, third].flatMap(({ lines }) => lines.map((one) => one.offset));
    expect(offsets).toEqual(Array.from({ length: 1_200 }, (_, n) => (1_199 - n) * 5));
  });

  test('says why an expression cannot be used', async () => {
    keep(Buffer.from(`${'a'.repeat(5_000)}!\n`), []);
    await expect(client.search(query('(', { regex: true }), null)).rejects.toMatchObject({
      code: 'bad-pattern',
    });
    await expect(client.search(query('(a|aa)+$', { regex: true }), null)).rejects.toMatchObject({
      code: 'too-slow',
    });
    expect((await client.search(query('a!'), null)).lines).toHaveLength(1);
  });

  test('does not go round in circles with a session that lies', async () => {
    const lie = { found: [], next: 10, start: 0, end: 10 };
    const { connect } = new Scripted({
      capabilities: ['journal'],
      call: (call, send) => send(reply(call, lie)),
    });
    const other = new JournalClient({ connect, app: 'test' });
    await expect(other.search(query('x'), null)).rejects.toMatchObject({ code: 'bad-frame' });
    await other.close();
  });
});

describe('an export', () => {
  test('is for the user alone, and replaces nothing unasked', async () => {
    keep(Buffer.from('hello\r\n'), [[0, 1_000, 80, 24]]);
    const target = place.local('out.txt');
    await exportJournal(client, options(target));
    expect(readFileSync(target, 'utf8')).toBe('hello\n');
    expect(statSync(target).mode & 0o777).toBe(0o600);
    await expect(exportJournal(client, options(target))).rejects.toMatchObject({ code: 'exists' });
    await exportJournal(client, { ...options(target), replace: true, format: 'asciicast' });
    expect(readFileSync(target, 'utf8').split('\n')[1]).toBe('[0,"o","hello\\r\\n"]');
    expect(place.names.local).toEqual(['out.txt']);
  });

  test('says in the file what the journal has dropped', async () => {
    keep(Buffer.from('rest\r\n'), [[1_000_000, 86_400_000, 80, 24]], 1_000_000);
    const target = place.local('out.txt');
    expect(await exportJournal(client, options(target))).toMatchObject({ start: 1_000_000 });
    expect(readFileSync(target, 'utf8')).toMatch(
      /^\[1,000,000 bytes of earlier output are not here.*1970-01-02T00:00:00.000Z\.\]\n\nrest\n$/,
    );
  });

  test('has every byte once over any number of drops', async () => {
    const lines = Array.from({ length: 300_000 }, (_, n) => `row ${n}`);
    keep(Buffer.from(`${lines.join('\r\n')}\r\n`), [[0, 1, 80, 24]]);
    const target = place.local('out.txt');
    let cuts = 0;
    const progress = (done: number, total: number) => {
      if (done > (total / 5) * (cuts + 1) && cuts < 4) {
        cuts += 1;
        place.cut();
      }
    };
    await exportJournal(client, { ...options(target), progress });
    expect(cuts).toBe(4);
    expect(readFileSync(target, 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  test('leaves nothing when it is given up', async () => {
    keep(Buffer.alloc(3_000_000, 'x\r\n'), []);
    const abort = new AbortController();
    const target = place.local('out.txt');
    const exporting = exportJournal(client, {
      ...options(target),
      signal: abort.signal,
      progress: (done) => {
        if (done > 0) abort.abort();
      },
    });
    await expect(exporting).rejects.toThrow();
    expect(place.names.local).toEqual([]);
    expect(existsSync(target)).toBe(false);
  });

  test('begins again with what is left when the oldest goes meanwhile', async () => {
    keep(Buffer.from('first\r\n'), []);
    keep(Buffer.from('second\r\n'), [], 7);
    let gone = false;
    place.back = (frame) => {
      if (!gone && frame.type === 'reply' && 'cap' in (frame.reply.ok ?? {})) {
        gone = true;
        rmSync(join(place.host.folder, 'state/journal/0000000000000000.bytes'));
      }
      return [frame];
    };
    const target = place.local('out.txt');
    expect(await exportJournal(client, options(target))).toMatchObject({ start: 7 });
    expect(readFileSync(target, 'utf8')).toMatch(/^\[7 bytes of earlier output.*\n\nsecond\n$/);
  });
});
