/** Whatever happens to a transfer, in any order: what is over stays over, and what is told can be told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbered, split } from '../../../../main/sessions/transfers/moves/names';
import { Tally } from '../../../../main/sessions/transfers/moves/tally';
import {
  isOver,
  isRunning,
  NEW,
  reduce,
  stateOf,
  type TransferEvent,
  type TransferModel,
} from '../../../../main/sessions/transfers/queue/model';
import { Speed } from '../../../../main/sessions/transfers/queue/speed';
import { Transfer, type TransferAmount } from '../../../../preload/transfers';
import { count, seed } from '../../chance';

const State = Transfer.shape.state;
const at = fc.nat();
const text = fc.string({ maxLength: 5 });
const amount = fc
  .record({ done: fc.nat(1_000), more: fc.nat(1_000), counting: fc.boolean() })
  .map(({ done, more, counting }) => {
    return { done, total: done + more, files: { done: 0, total: 1 }, counting };
  });
const only = <T extends string>(type: T) => fc.constant(type);
const link = fc.oneof(
  fc.record({ kind: only('live') }),
  fc.record({ kind: only('away'), reason: text, nextTryAt: fc.option(at) }),
);
const there = fc.constantFrom('file' as const, 'folder' as const, 'other' as const);
const event: fc.Arbitrary<TransferEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('start', 'answer', 'skipped', 'retry') }),
  fc.record({ type: only('amount'), amount }),
  fc.record({ type: only('link'), link }),
  fc.record({ type: only('clash'), clash: fc.record({ name: text, there }) }),
  fc.record({ type: only('note'), note: text }),
  fc.record({ type: only('stuck'), reason: text }),
  fc.record({ type: fc.constantFrom('done', 'cancel'), at }),
  fc.record({
    type: only('failed'),
    error: fc.record({ code: text, message: text }),
    canRetry: fc.boolean(),
    at,
  }),
);

const MOVES = new Map([
  ['waiting', ['running', 'failed', 'cancelled']],
  ['running', ['asking', 'stuck', 'done', 'failed', 'cancelled']],
  ['asking', ['running', 'stuck', 'done', 'failed', 'cancelled']],
  ['stuck', ['failed', 'cancelled']],
]);

/** What may follow what. */
function mayFollow(before: TransferModel, { type }: TransferEvent, after: TransferModel): boolean {
  const [from, to] = [before.phase.kind, after.phase.kind];
  if (from === to) return true;
  if (type === 'retry')
    return (
      to === 'waiting' &&
      (from === 'stuck' || ('canRetry' in before.phase && before.phase.canRetry))
    );
  if (isOver(before)) return false;
  return MOVES.get(from)?.includes(to) ?? false;
}

test('what is over stays over, but for a retry; every state can be told', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let model = NEW;
      for (const next of events) {
        const after = reduce(model, next);
        expect(mayFollow(model, next, after)).toBe(true);
        if (isOver(model) && next.type !== 'retry') expect(after).toBe(model);
        model = after;
        expect(isRunning(model) && isOver(model)).toBe(false);
        expect(model.notes.length).toBeLessThanOrEqual(20);
        const state = stateOf(model, 1_000);
        expect(State.parse(state)).toEqual(state);
      }
    }),
    { seed, numRuns: count / 10 },
  );
});

test('cancelled it is cancelled, whatever comes after', () => {
  fc.assert(
    fc.property(fc.array(event), fc.array(event), (before, after) => {
      const model = before.reduce(reduce, NEW);
      fc.pre(!isOver(model));
      const cancelled = reduce(model, { type: 'cancel', at: 1 });
      expect(stateOf(after.reduce(reduce, cancelled), null)).toEqual({ kind: 'cancelled', at: 1 });
    }),
    { seed, numRuns: count / 10 },
  );
});

test('what is counted adds up, however files move, grow, fail and end', () => {
  const step = fc.record({
    file: fc.nat(5),
    what: fc.constantFrom('moved', 'done', 'given up'),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    total: fc.nat(10_000),
  });
  fc.assert(
    fc.property(
      fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
      fc.array(step),
      (sizes, steps) => {
        let told: TransferAmount | null = null;
        const tally = new Tally((now) => {
          told = now;
          expect(now.done).toBeLessThanOrEqual(now.total);
          expect(now.done).toBeGreaterThanOrEqual(0);
        });
        const files = sizes.map((size) => ({
          size,
          counted: tally.file(size),
          state: 'moving',
          done: 0,
        }));
        for (const { file, what, part, total } of steps) {
          const one = files[file];
          if (one === undefined || one.state !== 'moving') continue;
          if (what === 'moved') {
            one.size = total;
            one.done = Math.floor(part * total);
            one.counted.moved(one.done, total);
          } else {
            one.state = what;
            one.done = what === 'done' ? one.size : 0;
            one.counted.over(what === 'done');
          }
        }
        tally.counted();
        expect(told).toEqual({
          done: files.reduce((sum, { done }) => sum + done, 0),
          total: files.reduce((sum, { size }) => sum + size, 0),
          files: { done: files.filter(({ state }) => state === 'done').length, total: 6 },
          counting: false,
        });
      },
    ),
    { seed, numRuns: count / 20 },
  );
});

test('a steady transfer has its speed, one that begins has none yet', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 50, max: 900 }),
      (rate, every) => {
        const speed = new Speed();
        for (let now = 0; now < 20_000; now += every)
          speed.mark(now, Math.round((rate * now) / 1000));
        const now = 20_000;
        const told = speed.at(now, Math.round((rate * now) / 1000)) ?? Number.NaN;
        expect(Math.abs(told - rate)).toBeLessThanOrEqual(Math.max(5, rate * 0.02));
        speed.forget();
        expect(speed.at(now, rate)).toBeNull();
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('numbered names keep their extension, their length, and are all different', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 255 })
    .map((bytes) => bytes.map((byte) => (byte === 47 ? 48 : byte || 1)));
  fc.assert(
    fc.property(name, fc.integer({ min: 2, max: 9_998 }), (bytes, number) => {
      const [one, next] = [numbered(bytes, number), numbered(bytes, number + 1)];
      expect(one.length).toBeLessThanOrEqual(255);
      expect(Buffer.compare(one, next)).not.toBe(0);
      expect(Buffer.compare(split(one).name, one)).toBe(0);
    }),
    { seed, numRuns: count / 20 },
  );
  const text = (bytes: string) => Buffer.from(numbered(Buffer.from(bytes), 2)).toString('utf8');
  expect(text('a.csv')).toBe('a (2).csv');
  expect(text('.gamrc')).toBe('.gamrc (2)');
  expect(text('no')).toBe('no (2)');
  expect(text(`${'é'.repeat(125)}.csv`)).toBe(`${'é'.repeat(123)} (2).csv`);
});
