/** What a window says of its session's end, before it and after. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endBy, endInWords, endWords } from '../../../../main/sessions/end-words';
import { CLUSTER_DEFAULTS, EndCause, type Left, type NearEnd } from '../../../../preload/contract';
import {
  againWords,
  endTold,
  leftLines,
  nearTold,
  restartTold,
  sizeAfter,
} from '../../../../renderer/terminal/ends/words';

const { sizes } = CLUSTER_DEFAULTS;
const POD = { backend: 'kubernetes', size: 'standard' } as const;
const LOCAL = { backend: 'local', size: 'standard' } as const;
const MINUTE = 60_000;
const LOST: Left = { files: { kind: 'gone' }, again: [], missing: [], saved: [] };
const lines = (left: Partial<Left>) => leftLines({ ...LOST, ...left }).map(({ text }) => text);

describe('an end', () => {
  it('is told with its exit code', () => {
    const told = endTold(endWords({ reason: 'shell', exit: { code: 7 } }), LOCAL, sizes);
    expect(told.title).toBe('The session ended: its shell exited (exit 7).');
    const killed = endTold(endWords({ reason: 'shell', exit: { signal: 'HUP' } }), LOCAL, sizes);
    expect(killed.title).toBe('The session ended: its shell was ended by SIGHUP.');
  });

  it('for want of memory names the limit, and the size to choose', () => {
    const { text } = endTold(endBy('out-of-memory'), POD, sizes);
    expect(text).toContain('512 MiB');
    expect(text).toContain('Choose Large next time, which has 2 GiB.');
    const largest = endTold(endBy('out-of-memory'), { ...POD, size: 'extra-large' }, sizes);
    expect(largest.text).toContain('no larger size');
    expect(endTold(endBy('out-of-memory'), LOCAL, sizes).text).toBe('This computer had no more.');
  });

  it('is said differently for each cause, and says what its place says', () => {
    const ends = EndCause.options.map((cause) => ({
      ...endInWords('unknown', cause),
      cause,
      detail: 'why\u202e',
    }));
    const titles = ends.map((end) => endTold(end, POD, sizes).title);
    expect(new Set(titles).size).toBe(EndCause.options.length);
    for (const title of titles) expect(title).toMatch(/^[A-Z].*\.$/);
    expect(endTold({ ...endBy('evicted'), detail: 'no disk\u202e' }, POD, sizes).text).toBe(
      'No disk‹U+202E›.',
    );
  });

  it('offers a new session with more memory where there is some', () => {
    expect(againWords(sizeAfter(POD), sizes)).toBe('New session with 2 GiB…');
    expect(sizeAfter({ ...POD, size: 'extra-large' })).toBeNull();
    expect(againWords(sizeAfter(LOCAL), sizes)).toBe('New session…');
  });
});

describe('what is left', () => {
  it('of a session of this computer is its folder', () => {
    expect(lines({ files: { kind: 'here' }, again: ['a.csv', 'out'] })).toEqual([
      'Its files are on this computer: a.csv and out.',
    ]);
    expect(lines({ files: { kind: 'here' } })).toEqual([]);
  });

  it('of a pod is what was sent and saved; the rest is lost, which is said', () => {
    expect(lines({ again: ['a.csv'], missing: ['b.csv'], saved: ['out.csv', 'x'] })).toEqual([
      'out.csv and x were saved to this computer.',
      'a.csv is on this computer and can be sent again.',
      'b.csv is not where it was on this computer any more.',
      'What else was in its folder is lost with it.',
    ]);
    expect(leftLines(LOST)).toEqual([
      { kept: false, text: expect.stringContaining('lost with it: none was sent or saved') },
    ]);
    expect(lines({ files: { kind: 'volume', claim: 'gamgui-abcde' } })[0]).toContain(
      'the volume gamgui-abcde',
    );
    expect(leftLines(null)).toEqual([{ kept: false, text: 'Its files were deleted.' }]);
  });

  it('never shows a name that acts, nor hides that something is lost with a pod', () => {
    const names = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });
    fc.assert(
      fc.property(names, names, names, (again, missing, saved) => {
        const all = leftLines({ ...LOST, again, missing, saved });
        expect(all.some(({ kept }) => !kept)).toBe(true);
        expect(all.map(({ text }) => text).join('')).not.toMatch(
          /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
    );
  });
});

describe('an end that is near', () => {
  const NOW = new Date(2026, 0, 2, 17, 50).getTime();
  const near = (why: NearEnd['why'], ms: number) => ({ why, at: NOW + ms });

  it('says when, why, and what it does not end', () => {
    expect(nearTold(near('life', 9 * MINUTE), true, NOW)).toEqual({
      title: 'The session ends in 9 min, at 17:59: its time is up then.',
      text: 'What runs is not ended by that.',
    });
    expect(nearTold(near('idle', 40_000), false, NOW).title).toContain(
      'in 40 s, at 17:50: nothing',
    );
    expect(nearTold(near('life', 9 * MINUTE), false, NOW).text).toContain('files go with it');
  });

  it('that cannot be moved says so', () => {
    const told = nearTold(near('deadline', 9 * MINUTE), false, NOW);
    expect(told.title).toContain('whatever runs');
    expect(told.text).toContain('cannot be moved');
  });

  it('that has come waits for what runs', () => {
    expect(nearTold(near('life', -MINUTE), true, NOW).title).toBe(
      'The session’s time was up at 17:49.',
    );
  });
});

describe('a session that was started again', () => {
  it('says so, with the size to choose', () => {
    const at = new Date(2026, 0, 2, 9, 52).getTime();
    const told = restartTold({ reason: 'out-of-memory', at }, POD, sizes);
    expect(told.title).toBe('The session ran out of memory at 09:52 and was started again.');
    expect(told.text).toContain('Choose Large next time, which has 2 GiB.');
    expect(restartTold({ reason: 'killed', at }, POD, sizes).text).not.toContain('Large');
  });
});
