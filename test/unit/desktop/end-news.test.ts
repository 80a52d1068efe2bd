/** What of ends is news: each thing once, and nothing to whoever did it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EndsTold } from '../../../main/desktop/end-news';
import { endBy, endWords } from '../../../main/sessions/end-words';
import type { End, Session } from '../../../preload/contract';
import { aSession } from '../support/a-session';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const runs = (change: Partial<Session> = {}) => aSession('abcde', { name: 'Lists', ...change });
const over = (end: End) => runs({ state: { ...end, kind: 'ended', at: NOW } });
const ends = (at: number, why: 'life' | 'deadline' = 'life') => runs({ nearEnd: { why, at } });

/** What is said of one session as it goes on, look by look. */
function said(...looks: readonly (readonly [Session, number?])[]): string[] {
  const told = new EndsTold();
  return looks.flatMap(([session, at = NOW]) => told.look([session], at).map(({ body }) => body));
}

describe('news', () => {
  it('of an end names tenant and session, and not what its place says', () => {
    const told = new EndsTold();
    told.look([runs()], NOW);
    expect(told.look([over(endBy('evicted', 'secret.csv was too large'))], NOW)).toEqual([
      { id: 'abcde', title: 'Demo domain · Lists', body: 'Ended: evicted.', canExtend: false },
    ]);
  });

  it('comes once, and not of what was so before', () => {
    const exited = over(endWords({ reason: 'shell', exit: { code: 3 } }));
    expect(said([runs()], [exited], [exited])).toEqual(['Ended: exit 3.']);
    expect(said([exited], [exited])).toEqual([]);
    expect(said([runs()], [over(endBy('asked'))])).toEqual([]);
  });

  it('of an end that is near comes twice, and again when it was moved', () => {
    const at = NOW + 9.6 * MINUTE;
    const looks = [
      [runs()],
      [ends(at)],
      [ends(at)],
      [ends(at), at - 50_000],
      [runs(), at],
    ] as const;
    expect(said(...looks)).toEqual(['Ends in 10 minutes.', 'Ends in 1 minute.']);
    const later = at + 60 * MINUTE;
    expect(said([ends(at)], [runs()], [ends(later), later - 5 * MINUTE])).toHaveLength(2);
  });

  it('of an end that has come is none', () => {
    expect(said([runs()], [ends(NOW - 1)])).toEqual([]);
  });

  it('can be answered only where the end can be moved', () => {
    const can = (session: Session) => new EndsTold().look([session], NOW)[0]?.canExtend;
    expect([can(ends(NOW + MINUTE)), can(ends(NOW + MINUTE, 'deadline'))]).toEqual([true, false]);
  });

  it('of a session that was started again comes once', () => {
    const restarted = runs({ restart: { reason: 'out-of-memory', at: NOW } });
    expect(said([runs()], [restarted], [restarted])).toEqual([
      'Ran out of memory and was started again.',
    ]);
    expect(said([restarted])).toEqual([]);
  });

  it('of one end is never more than two warnings and the end itself', () => {
    const step = fc.tuple(fc.nat({ max: 3 * MINUTE }), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const told = new EndsTold();
        const at = NOW + 15 * MINUTE;
        let [now, isOver, news] = [NOW, false, 0];
        for (const [passes, mayEnd] of steps) {
          now += passes;
          isOver ||= mayEnd && now >= at;
          const near = at - now <= 10 * MINUTE ? ends(at) : runs();
          news += told.look([isOver ? over(endBy('life')) : near], now).length;
        }
        expect(news).toBeLessThanOrEqual(isOver ? 3 : 2);
      }),
    );
  });
});
