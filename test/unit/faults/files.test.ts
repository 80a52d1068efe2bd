/** That the harness for files would notice: what it compares, what it counts, and that its moments come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../../../main/sessions/wire/encode';
import type { Frame } from '../../../main/sessions/wire/frames';
import { bytesOf, filesOf } from '../../faults/files/items';
import { KINDS } from '../../faults/files/kinds';
import { planOf } from '../../faults/files/plan';
import { FOLDER, missingIn, namesHere, wrongIn } from '../../faults/files/tree';
import { Wire } from '../../faults/files/wire';
import type { Direction, Eye } from '../../faults/line';

const name = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(/[/\0]/g, 'x');
  return text === '.' || text === '..' ? 'dots' : text;
});
const tree = fc
  .uniqueArray(name, { minLength: 1, maxLength: 8 })
  .map(
    (names) => new Map(names.map((one, index) => [one, index === 0 ? FOLDER : `hash ${index}`])),
  );

test('a file that is another, is missing or is too many is noticed', () => {
  fc.assert(
    fc.property(tree, fc.nat(), (wanted, at) => {
      expect(wrongIn(wanted, [wanted]) ?? missingIn(wanted, wanted)).toBeNull();
      const path = [...wanted.keys()][at % wanted.size] ?? '';
      const other = new Map(wanted).set(path, 'other');
      expect(wrongIn(other, [wanted])).toContain('wrong content');
      expect(wrongIn(other, [wanted, other])).toBeNull();
      const less = new Map(wanted);
      less.delete(path);
      expect(missingIn(less, wanted)).not.toBeNull();
      expect(wrongIn(wanted, [less])).toContain('nobody sent this');
    }),
  );
});

test('each path gets a path here of its own, in the folder that its folder gets', () => {
  fc.assert(
    fc.property(tree, fc.uniqueArray(name, { maxLength: 4 }), (top, inside) => {
      const [folder = ''] = top.keys();
      const all = new Map(top);
      for (const one of inside) all.set(`${folder}/${one}`, 'hash');
      const names = namesHere(all);
      const found = [...all.keys()].map((path) => names.get(path) ?? '');
      expect(new Set(found).size).toBe(all.size);
      for (const one of inside)
        expect(names.get(`${folder}/${one}`)).toMatch(`${names.get(folder)}/`);
    }),
  );
});

test('a seed and a number make the same round, with something to move', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(10_000),
      fc.constantFrom(...KINDS.kubernetes),
      (seed, round, kind) => {
        const plan = planOf(seed, round, kind);
        const { items, moment, chance } = plan;
        expect({ ...planOf(seed, round, kind), chance }).toEqual(plan);
        expect(filesOf(items).length).toBeGreaterThan(0);
        expect(new Set(items.map(({ path }) => path)).size).toBe(items.length);
        if (moment.on === 'bytes') expect(moment.at).toBeLessThan(bytesOf(items));
      },
    ),
  );
});

const put = { call: 1, op: 'put', transfer: 7, path: Buffer.from('a').toString('base64') };
const data = (offset: number, length: number): Frame => {
  return { type: 'data', transfer: 7, offset, data: Buffer.alloc(length) };
};

function pass(eye: Eye, direction: Direction, frame: Frame): void {
  const chunk = Buffer.concat(encode(frame));
  eye.coming(direction, chunk);
  eye.passed(direction, chunk);
}

test('verified bytes that are sent again are counted, and no others', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.nat(1_000),
      fc.integer({ min: 1, max: 999 }),
      (got, from, length) => {
        const wire = new Wire({ on: 'bytes', at: 5_000 }, () => {});
        const first = wire.eye();
        pass(first, 'up', { type: 'call', call: put });
        pass(first, 'up', data(0, 1_000));
        pass(first, 'down', { type: 'got', transfer: 7, offset: got });
        const second = wire.eye();
        pass(second, 'up', { type: 'call', call: put });
        pass(second, 'up', data(from, length));
        expect(wire.again).toBe(Math.max(0, Math.min(length, got - from)));
        expect(wire.sent).toBe(1_000 + length);
        expect(wire.connections).toBe(2);
      },
    ),
  );
});

test('what a killed app is still answered says nothing of what is verified', () => {
  const wire = new Wire({ on: 'bytes', at: 5_000 }, () => {});
  const first = wire.eye();
  pass(first, 'up', { type: 'call', call: put });
  pass(first, 'up', data(0, 1_000));
  wire.killed();
  wire.forget();
  pass(first, 'down', { type: 'got', transfer: 7, offset: 1_000 });
  const second = wire.eye();
  pass(second, 'up', { type: 'call', call: put });
  pass(second, 'up', data(0, 1_000));
  expect(wire.again).toBe(0);
});

test('the moment comes once, with the chunk that it is in', () => {
  fc.assert(
    fc.property(fc.nat(2_999), (at) => {
      const struck: number[] = [];
      const wire = new Wire({ on: 'bytes', at }, ({ length }) => struck.push(length));
      const eye = wire.eye();
      pass(eye, 'up', { type: 'call', call: put });
      for (const length of [1_000, 1_500, 500]) pass(eye, 'up', data(0, length));
      const head = 17;
      expect(struck).toEqual([head + (at < 1_000 ? 1_000 : at < 2_500 ? 1_500 : 500)]);
    }),
  );
});
