/** Turns of transfers. */
import { expect, test } from 'vitest';
import { Slots } from '../../../../main/sessions/transfers/slots';

test('lets so many in, the others in order, and frees the slot of one that fails', async () => {
  const slots = new Slots(2);
  const began: number[] = [];
  const ends: ((why?: Error) => void)[] = [];
  const begin = (number: number) =>
    slots.use(() => {
      began.push(number);
      return new Promise<void>((resolve, reject) => {
        ends[number] = (why) => (why === undefined ? resolve() : reject(why));
      });
    });
  const all = [0, 1, 2, 3].map(begin);
  const settled = Promise.allSettled(all);
  await Promise.resolve();
  expect(began).toEqual([0, 1]);
  ends[1]?.(new Error('no'));
  await expect(all[1]).rejects.toThrow('no');
  await expect.poll(() => began).toEqual([0, 1, 2]);
  const late = begin(4);
  await new Promise(setImmediate);
  expect(began).toEqual([0, 1, 2]);
  ends[0]?.();
  await expect.poll(() => began).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  await expect.poll(() => began).toEqual([0, 1, 2, 3, 4]);
  ends[4]?.();
  await Promise.all([settled, late]);
});

test('who no longer wants to wait takes no turn', async () => {
  const slots = new Slots(1);
  const abort = new AbortController();
  const ends: (() => void)[] = [];
  const first = slots.use(() => new Promise<void>((end) => ends.push(end)));
  const second = slots.use(() => Promise.reject(new Error('begun')), abort.signal);
  const third = slots.use(async () => 'third');
  abort.abort(new Error('never mind'));
  await expect(second).rejects.toThrow('never mind');
  await Promise.resolve();
  for (const end of ends) end();
  await first;
  expect(await third).toBe('third');
});
