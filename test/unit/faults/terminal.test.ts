/** What the fault harness itself relies on: that a round can be repeated, and that it would tell one byte from another. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../main/sessions/wire/encode';
import { Chance } from '../../faults/chance';
import { CUTS, KILLS, type Kind, kindOf } from '../../faults/terminal/kinds';
import { planOf } from '../../faults/terminal/plan';
import { Recent } from '../../faults/terminal/recent';
import { takenEye } from '../../faults/terminal/taken';
import { Typist } from '../../faults/terminal/typist';
import { Witness } from '../../faults/terminal/witness';
import { seed } from '../chance';

const check = (property: fc.IProperty<never> | fc.IRawProperty<unknown>) =>
  fc.assert(property, { seed });
const all = new Set<Kind>([...CUTS, ...KILLS]);
const line = (number: number) => `${String(number).padStart(15, '0')} out\n`;

describe('a plan', () => {
  test('is the same for the same seed and round', () => {
    check(
      fc.property(fc.nat(), fc.nat(5000), fc.constantFrom(...all), (from, round, kind) => {
        const [{ chance, ...plan }, { chance: other, ...same }] = [
          planOf(from, round, kind),
          planOf(from, round, kind),
        ];
        expect(same).toEqual(plan);
        expect(other.next()).toBe(chance.next());
      }),
    );
  });

  test.each(['cuts', 'kills'] as const)('of %s has every kind within the first rounds', (what) => {
    const kinds = what === 'cuts' ? CUTS : KILLS;
    const rounds = Array.from(kinds, (_, index) => kindOf(index + 1, what, all));
    expect(rounds).toEqual(kinds);
  });
});

test('what the session has taken is read up to a byte too many, and no further', () => {
  const heard: number[] = [];
  const eye = takenEye((offset) => heard.push(offset));
  const pass = (...pieces: Buffer[]) => eye.passed('down', Buffer.concat(pieces));
  const taken = (offset: number) => encode({ type: 'taken', epoch: 0, offset });
  pass(...taken(3));
  const data = Buffer.from('0');
  pass(...encode({ type: 'output', stream: 1, offset: 0, data }), data, ...taken(5));
  pass(...taken(7));
  expect(heard).toEqual([3]);
});

describe('the typist', () => {
  test('knows the sum of what it typed up to any byte, over rewinding', () => {
    check(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (from, share) => {
        const typed: Buffer[] = [];
        const typist = new Typist((data) => typed.push(data));
        const chance = new Chance(from);
        for (let times = 0; times < 5; times += 1) typist.some(chance);
        const whole = Buffer.concat(typed);
        const kept = Math.floor(whole.length * share);
        const sum = createHash('sha256').update(whole.subarray(0, kept)).digest('hex');
        expect(typist.has(kept, sum)).toBe(true);
        expect(typist.has(kept + 1, sum)).toBe(false);
        typist.rewind(kept);
        typist.some(chance);
        const again = Buffer.concat(typed.slice(5));
        const both = Buffer.concat([whole.subarray(0, kept), again]);
        const shared = Math.min(both.length, whole.length);
        expect(both.subarray(0, shared)).toEqual(whole.subarray(0, shared));
      }),
    );
  });
});

describe('what was shown last', () => {
  test('is told from anything else', () => {
    const recent = new Recent();
    const data = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
    recent.keep(0, data.subarray(0, 600));
    recent.keep(600, data.subarray(600));
    check(
      fc.property(fc.nat(999), fc.nat(999), (from, length) => {
        const piece = Buffer.from(data.subarray(from, from + length));
        expect(recent.has(from, piece)).toBe(true);
        if (piece.length === 0) return;
        piece[piece.length - 1] = (piece[piece.length - 1] ?? 0) ^ 1;
        expect(recent.has(from, piece)).toBe(false);
      }),
    );
    expect(recent.has(990, Buffer.alloc(11))).toBe(false);
  });
});

describe('the witness', () => {
  function shown(...texts: string[]): Witness {
    const witness = new Witness({ shown: () => {}, asked: () => {} });
    let offset = 0;
    witness.heard({ type: 'begin', from: 0, live: 0, start: 0 });
    for (const text of ['$ READY {"bytes":0}\n', ...texts]) {
      witness.heard({ type: 'output', offset, data: Buffer.from(text) });
      offset += text.length;
    }
    return witness;
  }
  const text = Array.from({ length: 50 }, (_, index) => line(index)).join('');

  test('takes lines in any pieces', () => {
    check(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 20 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
        const witness = shown(...pieces);
        expect([witness.wrong, witness.lines]).toEqual([null, 50]);
      }),
    );
  });

  test('sees a byte less, more or other', () => {
    check(
      fc.property(fc.nat(text.length - 21), fc.constantFrom(0, 1, 2), (at, how) => {
        const middle = ['', text.charAt(at) + text.charAt(at), '#'][how];
        const witness = shown(text.slice(0, at) + middle + text.slice(at + 1));
        // Of equal bytes beside each other either may be the one; a line tells all the same.
        expect(witness.wrong).not.toBeNull();
      }),
    );
  });

  test('keeps sums of the very byte that they are told at', () => {
    const witness = shown(`${line(0)}SUMS {"a":1}\n${line(1)}`);
    const sha256 = createHash('sha256').update(line(0)).digest('hex');
    expect(witness.sums).toEqual({ said: '{"a":1}', bytes: 20, sha256 });
    expect([witness.wrong, witness.lines]).toEqual([null, 2]);
  });

  test('waits for the next load where the last one broke off', () => {
    const witness = shown(line(0));
    witness.mayBreak = true;
    const rest = ['0000000', '\u001b[?1049l$ ', `READY {"bytes":3}\n${line(1)}`];
    let offset = witness.next;
    for (const data of rest) {
      witness.heard({ type: 'output', offset, data: Buffer.from(data) });
      offset += data.length;
    }
    expect([witness.wrong, witness.lines, witness.ready]).toEqual([null, 2, '{"bytes":3}']);
  });
});
