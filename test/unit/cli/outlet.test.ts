import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { Outlet } from '../../../main/cli/outlet';
import { Sink } from './fake-io';

/** Takes some bytes, then fails. */
function failing(code: string, after: number): Writable {
  let taken = 0;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken += chunk.length;
      done(taken > after ? Object.assign(new Error(code), { code }) : null);
    },
  });
}

test('every byte is passed on, in order', async () => {
  const sink = new Sink();
  const outlet = new Outlet(sink, () => {});
  for (let n = 0; n < 1000; n += 1) outlet.write(`${n}\n`);
  outlet.end();
  await finished(outlet);
  expect(sink.text).toBe(Array.from({ length: 1000 }, (_, n) => `${n}\n`).join(''));
});

test.each([
  ['EPIPE', 'closed'],
  ['ENOSPC', 'failed'],
])('after %s the rest is swallowed, and told once as %s', async (code, trouble) => {
  const told: string[] = [];
  const outlet = new Outlet(failing(code, 10), (what) => told.push(what));
  for (let n = 0; n < 100; n += 1) outlet.write('x'.repeat(100));
  outlet.end();
  await finished(outlet);
  expect(told).toEqual([trouble]);
  expect(outlet.trouble).toBe(trouble);
});
