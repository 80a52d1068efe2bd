/** Copies for a drag, from a real session: the same bytes, private, and gone when nobody took them. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Staging } from '../../../main/files/staging';
import { WindowCopies } from '../../../main/ipc/window-copies';
import { pathOf, type TransferProgress } from '../../../main/sessions/transfers/files-client';
import { CopiesId } from '../../../preload/contract';
import { Place } from '../sessions/transfers/place';

let place: Place;
let copies: WindowCopies;
beforeEach(() => {
  place = new Place();
  copies = new WindowCopies(new Staging(place.folder), place.parts);
});
afterEach(async () => {
  await copies.close();
  await place.end();
});

const staged = () => join(place.folder, 'staged');
const drags = () => (existsSync(staged()) ? readdirSync(staged()) : []);
const ignore = () => undefined;

test('files and folders are copied as they are; links are left out, and said', async () => {
  mkdirSync(place.remote('staff/empty'), { recursive: true });
  writeFileSync(place.remote('staff/a.csv'), 'a');
  writeFileSync(place.remote('staff/A.csv'), 'A');
  writeFileSync(place.remote('oauth2.txt'), 'secret');
  symlinkSync('/etc/passwd', place.remote('staff/link'));
  const told: TransferProgress[] = [];
  const { id, leftOut } = await copies.stage([pathOf('staff'), pathOf('oauth2.txt')], (now) =>
    told.push(now),
  );
  expect(leftOut).toBe(1);
  const { paths, leaving } = copies.take(id);
  expect(leaving).toContain('oauth2.txt holds credentials');
  const [staff = '', oauth = ''] = paths;
  expect(readFileSync(oauth, 'utf8')).toBe('secret');
  expect(statSync(oauth).mode & 0o777).toBe(0o600);
  expect(statSync(staff).mode & 0o777).toBe(0o700);
  // Names that some disk holds for one are both there.
  expect(readdirSync(staff).sort()).toEqual(['A.csv', 'a (2).csv', 'empty']);
  expect(told.at(-1)).toEqual({ done: 8, total: 8 });
});

test('what nobody took is removed by the next set, by giving up, and with the window', async () => {
  writeFileSync(place.remote('one'), '1');
  writeFileSync(place.remote('two'), '2');
  const first = await copies.stage([pathOf('one')], ignore);
  await copies.stage([pathOf('two')], ignore);
  expect(() => copies.take(first.id)).toThrow('not there any more');
  await expect.poll(drags).toHaveLength(1);
  await copies.drop();
  expect(drags()).toEqual([]);
  await copies.stage([pathOf('one')], ignore);
  await copies.close();
  expect(drags()).toEqual([]);
});

test('what another program was given stays for it', async () => {
  writeFileSync(place.remote('one'), '1');
  const { id } = await copies.stage([pathOf('one')], ignore);
  const [path = ''] = copies.take(id).paths;
  await copies.drop();
  await copies.close();
  expect(readFileSync(path, 'utf8')).toBe('1');
});

test('giving up while copies are fetched leaves nothing', async () => {
  writeFileSync(place.remote('large'), Buffer.alloc(20_000_000, 7));
  const running = copies.stage([pathOf('large')], ({ done }) => {
    if (done > 0) void copies.drop();
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect.poll(drags).toEqual([]);
});

test('one that cannot be copied fails all of them, and leaves nothing', async () => {
  writeFileSync(place.remote('one'), '1');
  const gone = copies.stage([pathOf('one'), pathOf('not there')], ignore);
  await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  expect(drags()).toEqual([]);
  symlinkSync('one', place.remote('link'));
  await expect(copies.stage([pathOf('link')], ignore)).rejects.toMatchObject({
    code: 'not-a-file',
  });
  expect(() => copies.take(CopiesId.parse('0'.repeat(32)))).toThrow('not there any more');
});
