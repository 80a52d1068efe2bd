/** Where jobs began to print: found in whatever pieces the output comes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobPlaces } from '../../../../renderer/terminal/jobs/places';

/** A terminal in which each byte is a line; `gone`: lines that it has dropped. */
function terminal() {
  let cursor = 0;
  const places = new JobPlaces(() => ({ line: cursor, dispose: () => {} }));
  const print = (offset: number, length: number) => {
    let at = offset;
    for (const piece of places.cuts(offset, length)) {
      at += piece;
      cursor = at;
      places.parsed(at);
    }
  };
  return { places, print };
}

describe('the place of a job', () => {
  it('is the line where its bytes begin, however the output is cut', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(400), { maxLength: 8 }), (lengths, offsets) => {
        const { places, print } = terminal();
        for (const offset of offsets) places.want(offset);
        const end = lengths.reduce((from, length) => {
          print(from, length);
          return from + length;
        }, 0);
        for (const offset of offsets)
          expect(places.lineOf(offset)).toBe(offset <= end ? offset : null);
      }),
    );
  });

  it('cuts nothing where nothing is wanted, and loses no byte where something is', () => {
    const places = new JobPlaces(() => ({ line: 0, dispose: () => {} }));
    expect(places.cuts(10, 100)).toEqual([100]);
    for (const offset of [10, 60, 20, 110, 500]) places.want(offset);
    expect(places.cuts(10, 100)).toEqual([10, 40, 50]);
  });

  it('is where the cursor is, of a job that is told of before anything is printed after it', () => {
    const { places, print } = terminal();
    print(0, 7);
    places.want(7);
    expect(places.lineOf(7)).toBe(7);
    print(7, 3);
    places.want(8);
    expect(places.lineOf(8)).toBeNull();
  });

  it('is where output began after a pause, of a job that is told of too late', () => {
    const { places, print } = terminal();
    for (const [at, now] of [
      [0, 0],
      [5, 1_000],
      [9, 1_050],
      [12, 2_000],
    ] as const) {
      places.came(at, now);
      print(at, 3);
    }
    // The second began at no place of its own: what came before it had not been parsed as far.
    expect([0, 5, 9, 12].map((at) => places.lineOf(at))).toEqual([0, null, null, 12]);
  });

  it('keeps one place of a line, and lets go of the oldest beyond the most', () => {
    const kept: { line: number; dispose: () => void }[] = [];
    let line = 0;
    let gone = 0;
    const places = new JobPlaces(() => {
      const place = {
        line,
        dispose: () => {
          gone += 1;
        },
      };
      kept.push(place);
      return place;
    });
    places.came(0, 0);
    places.parsed(1);
    places.came(1, 1_000);
    expect([gone, places.lineOf(0), places.lineOf(1)]).toEqual([1, 0, null]);
    for (line = 1; line <= 150; line++) {
      places.parsed(line + 1);
      places.came(line + 1, (line + 1) * 1_000);
    }
    expect(kept.length - gone).toBe(100);
  });

  it('stays whatever else is printed, also of a job that was told of too late', () => {
    const { places, print } = terminal();
    const type = (from: number, count: number) => {
      for (let at = from; at < from + count; at++) {
        places.came(at, at * 1_000);
        print(at, 1);
      }
    };
    places.want(0);
    type(0, 5);
    places.want(2);
    type(5, 300);
    expect([0, 2, 3, 204, 205].map((at) => places.lineOf(at))).toEqual([0, 2, null, null, 205]);
  });

  it('is the newest ones’, where there are more jobs than are kept', () => {
    const { places, print } = terminal();
    for (let at = 0; at < 101; at++) {
      places.want(at);
      print(at, 1);
    }
    expect([0, 1, 100].map((at) => places.lineOf(at))).toEqual([null, 1, 100]);
  });

  it('is gone with its line', () => {
    const place = { line: 3, dispose: () => {} };
    const places = new JobPlaces(() => place);
    places.want(0);
    expect(places.lineOf(0)).toBe(3);
    place.line = -1;
    expect(places.lineOf(0)).toBeNull();
  });
});
