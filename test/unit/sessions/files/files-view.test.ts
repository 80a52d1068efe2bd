/** The files of a session as a window sees them, with a real agent at the other end. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FilesView } from '../../../../main/sessions/files/files-view';
import { SessionName, SessionPath, type TableWanted } from '../../../../preload/contract';
import { Place } from '../transfers/place';
import { reply, Scripted } from '../transfers/scripted';

const path = (text: string) => SessionPath.parse(Buffer.from(text).toString('base64'));
const name = (text: string) => SessionName.parse(Buffer.from(text).toString('base64'));

let place: Place;
let view: FilesView;

beforeEach(() => {
  place = new Place();
  view = new FilesView(place.parts);
});

afterEach(async () => {
  await view.close();
  await place.end();
});

const write = (file: string, content = 'x') => place.write(place.remote(file), content);

describe('a folder', () => {
  test('is listed page by page', async () => {
    const names = Array.from({ length: 1_500 }, (_, i) => `f${String(i).padStart(5, '0')}`);
    for (const file of names) write(file);
    const first = await view.list(path(''), null);
    expect(first.more).toBe(true);
    const last = first.entries.at(-1)?.name ?? null;
    const second = await view.list(path(''), last);
    expect(second.more).toBe(false);
    expect([...first.entries, ...second.entries].map(({ text }) => text)).toEqual(names);
  });

  test('shows links as links, and names that are no text', async () => {
    symlinkSync('/etc', place.remote('link'));
    const odd = Buffer.concat([
      Buffer.from(`${place.host.work}/`),
      Buffer.from([0x6e, 0xff, 0x0a]),
    ]);
    writeFileSync(odd, 'odd');
    const { entries } = await view.list(path(''), null);
    expect(entries.map(({ text, type }) => [text, type])).toEqual([
      ['link', 'link'],
      ['n‹xFF›␊', 'file'],
    ]);
    const [, entry] = entries;
    expect((await view.peek(SessionPath.parse(entry?.name))).size).toBe(3);
  });

  test('tells what changes in it', async () => {
    expect(await view.changes(path(''))).toEqual({ entries: [], gone: [], again: true });
    const waiting = view.changes(path(''));
    mkdirSync(place.remote('new'));
    expect(await waiting).toMatchObject({ entries: [{ text: 'new', type: 'folder' }], gone: [] });
    renameSync(place.remote('new'), place.remote('other'));
    const news = await view.changes(path(''));
    expect(news).toMatchObject({ entries: [{ text: 'other' }], gone: [name('new')] });
  });

  test('is to be listed anew after the link has dropped', async () => {
    await view.changes(path(''));
    const waiting = view.changes(path(''));
    place.cut();
    expect(await waiting).toMatchObject({ again: true });
  });

  test('ends waiting for the one before when another is looked at', async () => {
    mkdirSync(place.remote('folder'));
    await view.changes(path(''));
    const waiting = view.changes(path(''));
    expect(await view.changes(path('folder'))).toMatchObject({ again: true });
    expect(await waiting).toMatchObject({ again: true });
  });
});

describe('what is done', () => {
  test('renames, and never replaces', async () => {
    write('a');
    write('b');
    await expect(view.rename(path('a'), 'b')).rejects.toMatchObject({ code: 'exists' });
    await expect(view.rename(path('a'), 'x/y')).rejects.toMatchObject({ code: 'not-found' });
    expect(await view.rename(path('a'), 'größer.csv')).toMatchObject({ text: 'größer.csv' });
    expect(place.names.remote).toEqual(['b', 'größer.csv']);
  });

  test('removes a folder with all that is in it, and nothing it leads to', async () => {
    mkdirSync(place.remote('folder/deep'), { recursive: true });
    write('folder/deep/file');
    place.write(place.local('kept'), 'kept');
    symlinkSync(place.folder, place.remote('folder/out'));
    await view.remove(path('folder'));
    expect(place.names).toEqual({ local: ['kept'], remote: [] });
    await expect(view.remove(path('folder'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(view.remove(path('..'))).rejects.toMatchObject({ code: 'outside' });
  });

  test('is not done twice: where the answer was lost it says that it is not known', async () => {
    write('a');
    place.back = (frame) => {
      if (frame.type !== 'reply') return [frame];
      place.back = null;
      place.cut();
      return [];
    };
    await expect(view.remove(path('a'))).rejects.toMatchObject({ code: 'not-known' });
    expect(existsSync(place.remote('a'))).toBe(false);
    expect((await view.list(path(''), null)).entries).toEqual([]);
  });
});

describe('search', () => {
  test('gives paths from the working folder', async () => {
    mkdirSync(place.remote('a/b'), { recursive: true });
    write('a/b/Licences.csv');
    const { found } = await view.search(path('a'), 'licences');
    expect(found).toMatchObject([
      { text: 'Licences.csv', folder: 'b', path: path('a/b/Licences.csv') },
    ]);
    expect(await view.search(path(''), 'licences')).toMatchObject({
      found: [{ folder: 'a/b', path: path('a/b/Licences.csv') }],
    });
  });

  test('gives up the one before', async () => {
    let resolve: (call: unknown) => void = () => {};
    const stopped = new Promise<unknown>((go) => {
      resolve = go;
    });
    const scripted = new Scripted({
      capabilities: ['search'],
      call(call, send) {
        if (call.op === 'search' && call['text'] === 'second') send(reply(call, NOTHING));
        if (call.op === 'stop') resolve(call['of']);
      },
    });
    const other = new FilesView({ app: 'test', connect: scripted.connect });
    const first = other.search(path(''), 'first');
    first.catch(() => {});
    await other.search(path(''), 'second');
    expect(await stopped).toBe(1);
    await other.close();
    await expect(first).rejects.toMatchObject({ code: 'closed' });
  });
});

const NOTHING = { found: [], more: false };

describe('a table', () => {
  const wanted = (more: Partial<TableWanted> = {}): TableWanted => ({
    path: path('f.csv'),
    first: 0,
    count: 100,
    text: '',
    column: null,
    sort: null,
    down: false,
    fresh: false,
    ...more,
  });

  test('is shown, chosen from, and opened anew', async () => {
    write('f.csv', 'Name;Age\nzoe;9\nAna;10\n');
    expect(await view.table(wanted())).toMatchObject({
      columns: ['Name', 'Age'],
      rows: [{ row: 1, cells: ['zoe', '9'] }, { row: 2 }],
      done: true,
      delimiter: ';',
    });
    expect(await view.table(wanted({ text: 'ANA' }))).toMatchObject({
      rows: [{ row: 2 }],
      count: 1,
    });
    const down = await view.table(wanted({ sort: 1, down: true }));
    expect(down.rows.map(({ row }) => row)).toEqual([2, 1]);
    appendFileSync(place.remote('f.csv'), 'bob;3\n');
    expect(await view.table(wanted())).toMatchObject({ changed: true, count: 2 });
    expect(await view.table(wanted({ fresh: true }))).toMatchObject({ changed: false, count: 3 });
    unlinkSync(place.remote('f.csv'));
    await view.leaveTable();
    await expect(view.table(wanted())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is there again after the link has dropped', async () => {
    write('f.csv', 'a\n1\n');
    await view.table(wanted());
    place.cut();
    expect(await view.table(wanted())).toMatchObject({ count: 1 });
  });
});

describe('a session that does not keep to the protocol', () => {
  const scripted = (answer: Record<string, unknown>, capabilities = ['watch', 'mkdir']) =>
    new FilesView({
      app: 'test',
      connect: new Scripted({ capabilities, call: (call, send) => send(reply(call, answer)) })
        .connect,
    });
  const entry = (of: string) => ({ name: name(of), type: 'file', size: 1, mtime: 1, mode: 0 });

  test('cannot make a list that never ends', async () => {
    const other = scripted({ entries: [entry('b'), entry('a')], more: true });
    await expect(other.list(path(''), null)).rejects.toMatchObject({ code: 'bad-frame' });
    await expect(other.list(path(''), name('c'))).rejects.toMatchObject({ code: 'bad-frame' });
    await other.close();
  });

  test('is told apart from an older one', async () => {
    const other = scripted({}, []);
    await expect(other.changes(path(''))).rejects.toMatchObject({ code: 'old-agent' });
    await expect(other.newFolder(path('x'))).rejects.toMatchObject({ code: 'old-agent' });
    await other.close();
  });

  test('makes folders where it can', async () => {
    const other = scripted({ ...entry('x'), type: 'folder' });
    expect(await other.newFolder(path('x'))).toMatchObject({ text: 'x', type: 'folder' });
    await other.close();
  });
});
