/** The tray's model: every session is in it, what waits changes the icon, and no name can break its menu. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  goesOn,
  needsAttention,
  type TrayAct,
  type TrayEntry,
  trayOf,
} from '../../../../main/desktop/tray/tray-state';
import { endBy } from '../../../../main/sessions/end-words';
import {
  type GoogleStatus,
  type Job,
  type Session,
  type SessionState,
  TenantId,
} from '../../../../preload/contract';
import { aSession } from '../../support/a-session';

const SIGNED_OUT: GoogleStatus = { kind: 'signed-out', canSignIn: true, reason: null };
const SIGN_IN: GoogleStatus = {
  kind: 'sign-in-again',
  source: 'own',
  account: 'lena@example.com',
  reason: { code: 'revoked', message: 'It was revoked.' },
};
const JOB: Job = {
  id: 'j',
  kind: 'gam',
  argv: ['/opt/gam/gam', 'print', 'users'],
  startedAt: 0,
  endedAt: null,
  exit: null,
  rows: null,
  parent: null,
};
const TENANTS = [aSession('first').tenant];

function tray(sessions: readonly Session[], google = SIGNED_OUT) {
  return trayOf({ sessions, tenants: TENANTS, google });
}

/** Every entry, also of the menus in the menu. */
function all(entries: readonly TrayEntry[]): TrayEntry[] {
  return entries.flatMap((one) => [one, ...(one.kind === 'menu' ? all(one.entries) : [])]);
}

const labels = (entries: readonly TrayEntry[]) =>
  entries.flatMap((one) => (one.kind === 'line' ? [] : [one.label]));

const acts = (entries: readonly TrayEntry[]): TrayAct[] =>
  all(entries).flatMap((one) => (one.kind === 'act' ? [one.act] : []));

/** The words behind the names of a session in a state. */
function wordsOf(change: Partial<Session>): string {
  const { entries } = tray([aSession('abcde', { name: 'Lists', ...change })]);
  const label = labels(entries).find((one) => one.startsWith('Demo domain: Lists, ')) ?? '';
  return label.slice('Demo domain: Lists, '.length);
}

const lost = (nextTryAt: number | null, offline = false): SessionState => ({
  kind: 'reconnecting',
  nextTryAt,
  offline,
  reason: 'no answer',
});

describe('a session', () => {
  it.each<[string, Partial<Session>]>([
    ['starting', { state: { kind: 'creating', step: 1, of: 3, text: '' } }],
    ['ready', { state: { kind: 'ready' } }],
    ['open', {}],
    ['in background', { state: { kind: 'detached' } }],
    ['reconnecting', { state: lost(1) }],
    ['not connected', { state: lost(null) }],
    ['offline', { state: lost(null, true) }],
    ['ending', { state: { kind: 'ending', since: 0, tries: 2 } }],
    ['did not start', { state: { kind: 'failed', reason: 'no quota' } }],
    ['ended: evicted', { state: { ...endBy('evicted'), kind: 'ended', at: 0 } }],
    ['working', { job: JOB }],
    ['42 %', { job: { ...JOB, progress: { done: 3, total: 7, what: '' } } }],
    ['got 1,200 Users', { job: { ...JOB, progress: { done: 1200, total: null, what: 'Users' } } }],
    ['got 5', { job: { ...JOB, progress: { done: 5, total: null, what: '' } } }],
    ['open', { job: { ...JOB, exit: { code: 0 }, endedAt: 1 } }],
    ['62 %, 12 failed', { job: { ...JOB, rows: { done: 1240, failed: 12, total: 2000 } } }],
    ['1,240 done', { job: { ...JOB, rows: { done: 1240, failed: 0, total: null } } }],
  ])('is %s', (words, change) => {
    expect(wordsOf(change)).toBe(words);
  });

  it('has its place, its job and what can be done with it', () => {
    const place = { title: 'gam-prod', detail: 'gamgui', why: '' };
    const { entries } = tray([aSession('abcde', { place, job: JOB })]);
    const [menu] = entries.filter((one) => one.kind === 'menu');
    expect(menu?.kind === 'menu' && labels(menu.entries)).toEqual([
      'gam-prod, gamgui',
      'print users: working',
      'Open',
      'Stop the job…',
      'End session…',
    ]);
  });
});

describe('the menu', () => {
  it('of nothing still starts, opens and quits', () => {
    expect(labels(tray([]).entries)).toEqual([
      'No session runs',
      'New session',
      'Open GamGUI',
      'Quit GamGUI…',
    ]);
  });

  it('offers what is needed, and only then', () => {
    const needed = tray([aSession('abcde', { state: lost(1) })], SIGN_IN);
    expect(labels(needed.entries)).toEqual(
      expect.arrayContaining([
        '1 needs attention…',
        'Reconnect now',
        'Sign in again: lena@example.com…',
        'End all 1 session…',
      ]),
    );
    expect(acts(tray([aSession('abcde')]).entries)).not.toContainEqual({ do: 'reconnect' });
  });

  it('is for a screen: what waits is always in it, the rest is counted', () => {
    const many = Array.from({ length: 40 }, (_, n) => aSession(`abcd${n}`));
    const last = aSession('waits', { state: { kind: 'failed', reason: 'x' } });
    const { entries } = tray([...many, last]);
    expect(labels(entries)).toContain('26 more sessions…');
    expect(labels(entries)).toContain('Demo domain: waits, did not start');
  });
});

/** Any state that a session can be in. */
const anyState: fc.Arbitrary<SessionState> = fc.oneof(
  fc.constantFrom<SessionState>(
    { kind: 'creating', step: 0, of: 0, text: '' },
    { kind: 'ready' },
    { kind: 'attached' },
    { kind: 'detached' },
    { kind: 'sign-in-again', reason: '' },
    { kind: 'ending', since: 0, tries: 0 },
    { kind: 'failed', reason: '' },
    { ...endBy('asked'), kind: 'ended', at: 0 },
    { ...endBy('evicted'), kind: 'ended', at: 0 },
  ),
  fc.tuple(fc.option(fc.nat()), fc.boolean()).map(([at, offline]) => lost(at, offline)),
);

const anySessions = fc
  .array(fc.tuple(anyState, fc.string({ unit: 'binary' }), fc.option(fc.constant(JOB))), {
    maxLength: 30,
  })
  .map((list) => list.map(([state, name, job], n) => aSession(`abcd${n}`, { state, name, job })));

describe('of any sessions', () => {
  it('the icon is attention where, and only where, something waits', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const waits = sessions.some(needsAttention);
        expect(tray(sessions).icon === 'attention').toBe(waits);
        expect(tray(sessions, SIGN_IN).icon).toBe('attention');
      }),
    );
  });

  it('each that goes on can be opened and ended once, and none that does not', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const some = sessions.slice(0, 15);
        const ids = (what: string) =>
          acts(tray(some).entries).flatMap((one) => (one.do === what && 'id' in one ? one.id : []));
        const going = some.filter(goesOn).map(({ id }) => id);
        expect(ids('open')).toEqual(going);
        expect(ids('end')).toEqual(going);
      }),
    );
  });

  it('no label is long, or has what acts or hides', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        for (const label of labels(all(tray(sessions).entries))) {
          expect([...label].length).toBeLessThan(1000);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
          expect(label).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
        }
      }),
    );
  });

  it('the same make the same', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        expect(tray(sessions)).toEqual(tray(structuredClone(sessions)));
      }),
    );
  });
});

it('a new session is begun for a tenant by its id', () => {
  const tenant = TenantId.parse('demo');
  expect(acts(tray([]).entries)).toContainEqual({ do: 'new', tenant });
});
