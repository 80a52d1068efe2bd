/** Transfers that are cut at any moment, again and again. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import type { Frame } from '../../../../main/sessions/wire/frames';
import { seed } from '../../chance';
import { Place, sha256Of } from './place';

const SIZE = 20_000_000;
const ROUNDS = 4;
const CUTS = 6;
let place: Place;

beforeEach(() => {
  place = new Place();
});

afterEach(() => place.end());

/** From 0 to below 1, always the same for a seed (mulberry32). */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cuts the connection at a frame that chance chooses: the first of a connection, or any later one, in either direction. */
function cutNowAndThen(random: () => number): () => number {
  const next = () => Math.floor(random() ** 3 * 300);
  let cuts = 0;
  let left = next();
  const pass = (frame: Frame): readonly Frame[] => {
    left -= 1;
    if (cuts === CUTS || left >= 0) return [frame];
    cuts += 1;
    left = next();
    place.cut();
    // Whether the frame that was on its way still arrives is chance too.
    return random() < 0.5 ? [frame] : [];
  };
  place.out = pass;
  place.back = pass;
  return () => cuts;
}

/** What was seen of one transfer over all its connections. */
interface Moved {
  /** Bytes of DATA. */
  readonly bytes: number;
  /** The highest offset up to which all is said to be there. */
  readonly acknowledged: number;
  /** Offsets of DATA that came after what they hold had been acknowledged. */
  readonly again: readonly number[];
}

/** Looks at all frames in their order. An acknowledgement that a cut swallowed counts too: who said it has the bytes. */
function moved(): Moved {
  let [bytes, acknowledged] = [0, 0];
  const again: number[] = [];
  for (const frame of place.seen) {
    if (frame.type === 'got') acknowledged = Math.max(acknowledged, frame.offset);
    if (frame.type !== 'data') continue;
    bytes += frame.data.length;
    if (frame.offset < acknowledged) again.push(frame.offset);
  }
  return { bytes, acknowledged, again };
}

/** Each byte was sent, and none again that was acknowledged: only what was on its way at a cut. */
function expectNothingTwice(): void {
  const { bytes, acknowledged, again } = moved();
  expect(again).toEqual([]);
  expect(bytes).toBeGreaterThanOrEqual(SIZE);
  // Otherwise there was nothing to go by.
  expect(acknowledged).toBeGreaterThan(SIZE / 2);
}

test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
  'sends and fetches 20 MB over cuts, round %i',
  async (round) => {
    const random = chance(seed + round);
    const local = place.write(place.local('a'), randomBytes(SIZE));
    const hash = sha256Of(local);
    const client = place.client();
    const cuts = cutNowAndThen(random);
    await client.put(local, pathOf('b'));
    expect(sha256Of(place.remote('b'))).toBe(hash);
    expectNothingTwice();
    place.seen.length = 0;
    const cutsOfGet = cutNowAndThen(random);
    const got = await client.get(pathOf('b'), place.local('c'));
    expect(got).toEqual({ size: SIZE, sha256: hash });
    expect(sha256Of(place.local('c'))).toBe(hash);
    expectNothingTwice();
    expect(cuts() + cutsOfGet()).toBeGreaterThan(0);
    expect(place.names).toEqual({ local: ['a', 'c'], remote: ['b'] });
  },
);
