/** A new session runs where the user wants it: another place is never chosen without a word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackendKind, Place } from '../../../preload/contract';
import {
  canUse,
  firstPlace,
  moved,
  placeAfter,
  placeNews,
} from '../../../renderer/ui/session/places';

const KINDS: BackendKind[] = ['kubernetes', 'docker', 'local'];
const place = (backend: BackendKind, kind: Place['status']['kind']): Place => ({
  backend,
  title: backend,
  about: '',
  status:
    kind === 'unusable'
      ? { kind, error: { code: 'x', message: 'It is away.' } }
      : { kind, text: '' },
});
const anyPlaces = fc
  .tuple(
    ...KINDS.map(() => fc.constantFrom('ready' as const, 'unset' as const, 'unusable' as const)),
  )
  .map((kinds) => KINDS.map((backend, i) => place(backend, kinds[i] ?? 'unset')));
const settings = { places: KINDS, otherPlace: 'ask' as const, lastSession: null };
const anySettings = fc.record({
  places: fc.shuffledSubarray(KINDS, { minLength: 3 }),
  otherPlace: fc.constantFrom('ask' as const, 'next' as const),
  lastSession: fc.constant(null),
});

const [cluster, docker, local] = [
  place('kubernetes', 'unset'),
  place('docker', 'unusable'),
  place('local', 'ready'),
];
const all = [cluster, docker, local];

describe('the first place', () => {
  it('is the user’s first that is set up, also where it cannot be used: they are asked', () => {
    expect(firstPlace(all, settings, undefined)).toBe(docker);
    const news = placeNews(all, settings, undefined, docker);
    expect(news).toEqual({ kind: 'away', away: docker, next: local });
    expect(placeNews(all, settings, undefined, local)).toBeNull();
  });

  it('is the next one where the settings say so, and that is said', () => {
    const next = { ...settings, otherPlace: 'next' as const };
    expect(firstPlace(all, next, undefined)).toBe(local);
    const news = { kind: 'instead', away: docker, chosen: local };
    expect(placeNews(all, next, undefined, local)).toEqual(news);
  });

  it('is what was asked for, else last time’s', () => {
    const lastSession = {
      tenant: 'demo' as never,
      backend: 'local' as const,
      size: 'large' as const,
    };
    const again = { ...settings, lastSession: { ...lastSession, lifeMs: null } };
    expect(firstPlace(all, again, undefined)).toBe(local);
    expect(firstPlace(all, again, 'docker')).toBe(docker);
  });

  it('is never another one than the first without a word', () =>
    fc.assert(
      fc.property(anyPlaces, anySettings, (places, its) => {
        const chosen = firstPlace(places, its, undefined);
        const first = its.places
          .map((kind) => places.find(({ backend }) => backend === kind))
          .find((one) => one?.status.kind !== 'unset');
        if (chosen === null || first === undefined) return;
        const news = placeNews(places, its, undefined, chosen);
        if (chosen !== first) expect(news).toMatchObject({ kind: 'instead', away: first });
        if (!canUse(chosen)) expect(news).toMatchObject({ kind: 'away', away: chosen });
      }),
    ));
});

describe('after a failure', () => {
  it('the next place that can be used is offered', () => {
    expect(placeAfter(all, settings, 'docker')).toBe(local);
    expect(placeAfter(all, settings, 'local')).toBeNull();
  });
});

describe('the order', () => {
  it('keeps each place, once', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom(-1 as const, 1 as const),
        (at, by) => {
          expect(moved(KINDS, at, by).toSorted()).toEqual(KINDS.toSorted());
        },
      ),
    ));

  it('moves by a step', () => {
    expect(moved(KINDS, 1, -1)).toEqual(['docker', 'kubernetes', 'local']);
    expect(moved(KINDS, 2, 1)).toEqual(KINDS);
  });
});
