/** Acknowledgements: few in a flood, none left over when it is over. */
import { describe, expect, it } from 'vitest';
import { Acks } from '../../../renderer/terminal/acks';

const KIB = 1024;

function make(): { told: number[]; acks: Acks } {
  const told: number[] = [];
  return { told, acks: new Acks((offset) => told.push(offset)) };
}

describe('Acks', () => {
  it('tells at once when nothing is left to parse', () => {
    const { told, acks } = make();
    acks.received(10);
    acks.parsed(10);
    expect(told).toEqual([10]);
  });

  it('tells each 64 KiB in a flood', () => {
    const { told, acks } = make();
    acks.received(1024 * KIB);
    for (let at = KIB; at <= 256 * KIB; at += KIB) acks.parsed(at);
    expect(told).toEqual([64 * KIB, 128 * KIB, 192 * KIB, 256 * KIB]);
  });

  it('tells the rest of a flood', () => {
    const { told, acks } = make();
    acks.received(65 * KIB);
    acks.parsed(64 * KIB);
    acks.parsed(65 * KIB);
    expect(told).toEqual([64 * KIB, 65 * KIB]);
  });

  it('tells nothing twice, and nothing older', () => {
    const { told, acks } = make();
    acks.received(10);
    acks.parsed(10);
    acks.parsed(10);
    acks.parsed(5);
    expect(told).toEqual([10]);
  });

  it('tells again from where a new link begins', () => {
    const { told, acks } = make();
    acks.received(10);
    acks.parsed(10);
    acks.begin(4);
    acks.parsed(10);
    expect(told).toEqual([10, 10]);
  });
});
