import { expect, test, vi } from 'vitest';
import { endWords } from '../../../main/sessions/end-words';
import { ManagedSession } from '../../../main/sessions/session';
import { RUNNING } from '../../../main/sessions/session-state';
import { pass } from '../../../main/sessions/watching';
import {
  AgentEvent,
  type Life,
  type SessionEnd,
  type Snapshot,
} from '../../../main/sessions/wire/messages';
import { DEMO } from '../../../main/tenants/tenants';
import { type Job, type Restart, SessionId } from '../../../preload/contract';
import { FakeBackend } from './fake-backend';

function job(id: string, endedAt: number | null, parent: string | null = null): Job {
  const argv = ['gam', id];
  const exit = endedAt === null ? null : { code: 0 };
  return { id, kind: 'gam', argv, startedAt: 1, endedAt, exit, rows: null, parent };
}

const SNAPSHOT: Snapshot = {
  seq: 1,
  size: { cols: 80, rows: 24 },
  generation: 1,
  shell: 'none',
  owner: null,
  jobs: [],
  life: { endsAt: null, idleEndsAt: null, deadline: null },
  usage: { cpu: null, memory: null, memoryLimit: null },
  disk: { used: 0, limit: 0 },
  restarts: { count: 0, reason: null },
};

function newSession(): ManagedSession {
  const spec = {
    id: SessionId.parse('abcde'),
    name: 'n',
    tenant: DEMO,
    size: 'standard' as const,
    lifeMs: null,
    idleMs: null,
    oneShot: false,
    createdAt: 1,
    at: null,
  };
  return new ManagedSession(spec, new FakeBackend(), RUNNING, () => {});
}

function snapshot(session: ManagedSession, jobs: Job[], life = SNAPSHOT.life): void {
  pass(
    session,
    { kind: 'snapshot', snapshot: { ...SNAPSHOT, jobs, life }, agent: '1', gam: '7.49.00', now: 1 },
    1,
  );
}

function moved(session: ManagedSession, one: Job): void {
  const event: AgentEvent = { kind: 'job', seq: 2, at: 2, job: one };
  pass(session, { kind: 'event', event }, 2);
}

test('the job that runs is shown before one that is over, and never a part of a job', () => {
  const session = newSession();
  snapshot(session, [job('a', null), job('b', 3), job('c', null, 'a')]);
  expect(session.view().job?.id).toBe('a');
  moved(session, job('d', 4));
  expect(session.view().job?.id).toBe('a');
  moved(session, job('e', null, 'a'));
  expect(session.view().job?.id).toBe('a');
  moved(session, job('a', 5));
  moved(session, job('f', null));
  expect(session.view().job?.id).toBe('f');
});

test('the end of its life is the earlier of its own and the deadline', () => {
  const session = newSession();
  snapshot(session, [], { endsAt: 90, idleEndsAt: 10, deadline: 70 });
  expect(session.view().endsAt).toBe(70);
  const event: AgentEvent = {
    kind: 'life',
    seq: 2,
    at: 2,
    life: { endsAt: 60, idleEndsAt: null, deadline: null },
  };
  pass(session, { kind: 'event', event }, 2);
  expect(session.view().endsAt).toBe(60);
});

const RESTARTED = { count: 2, reason: 'killed' as const };
/** The agent says how often it was started again. */
function counts(session: ManagedSession, count: number, now: number): void {
  const told = { ...SNAPSHOT, restarts: { ...RESTARTED, count } };
  pass(session, { kind: 'snapshot', snapshot: told, agent: '1', gam: '7.49.00', now }, 1);
}
/** The place says when and why. */
function placeTells(session: ManagedSession, restart: Restart): void {
  const { spec, backend } = session;
  session.meet({ spec, backend, model: RUNNING, restart });
}

test('what it runs, and that it was started again while one looked, is told', () => {
  const session = newSession();
  counts(session, 2, 100_000);
  expect(session.view()).toMatchObject({ place: { runs: 'GAM 7.49.00' } });
  expect(session.view().restart).toBeUndefined();
  counts(session, 3, 200_000);
  counts(session, 3, 300_000);
  expect(session.view().restart).toEqual({ reason: 'killed', at: 200_000 });
});

test('why it was started again the place knows better, whoever tells first', () => {
  const restart = { reason: 'out-of-memory', at: 198_000 } as const;
  const [one, two] = [newSession(), newSession()];
  for (const session of [one, two]) counts(session, 2, 100_000);
  counts(one, 3, 200_000);
  placeTells(one, restart);
  placeTells(two, restart);
  counts(two, 3, 200_000);
  expect([one.view().restart, two.view().restart]).toEqual([restart, restart]);
  counts(one, 4, 900_000);
  placeTells(one, restart);
  expect(one.view().restart).toEqual({ reason: 'killed', at: 900_000 });
});

test('a session whose shell has started had a window, wherever that was', () => {
  const session = newSession();
  snapshot(session, []);
  expect(session.view().state).toEqual({ kind: 'ready' });
  const shown = { ...SNAPSHOT, shell: null };
  pass(session, { kind: 'snapshot', snapshot: shown, agent: '1', gam: '7.49.00', now: 1 }, 1);
  expect(session.view().state).toEqual({ kind: 'detached' });
});

test('a lost link is shown until it is back', () => {
  const session = newSession();
  pass(
    session,
    { kind: 'lost', reason: 'no network', nextTryAt: 7, signIn: false, offline: true },
    1,
  );
  expect(session.view().state).toEqual({
    kind: 'reconnecting',
    reason: 'no network',
    nextTryAt: 7,
    offline: true,
  });
  const reason = 'You have to sign in with Google again: it was revoked.';
  pass(session, { kind: 'lost', reason, nextTryAt: null, signIn: true, offline: false }, 2);
  expect(session.view().state).toEqual({ kind: 'sign-in-again', reason });
  snapshot(session, []);
  expect(session.view().state).toEqual({ kind: 'ready' });
});

test.each<[SessionEnd, string, boolean, string]>([
  [{ reason: 'asked', exit: null }, 'asked', true, 'by you'],
  [{ reason: 'shell', exit: { code: 3 } }, 'shell', true, 'exit 3'],
  [{ reason: 'shell', exit: { signal: 'KILL' } }, 'shell', true, 'SIGKILL'],
  [{ reason: 'life', exit: null }, 'life', true, 'time was up'],
  [{ reason: 'idle', exit: null }, 'idle', true, 'idle'],
  [{ reason: 'signal', exit: null }, 'stopped', false, 'stopped from outside'],
])('%j is an end that is told', (said, cause, expected, words) => {
  const session = newSession();
  pass(session, { kind: 'ended', end: endWords(said) }, 9);
  const reason = expect.stringContaining(words);
  const { exit } = said;
  const end = { kind: 'ended', cause, expected, reason, detail: '', exit, at: 9 };
  expect(session.view().state).toEqual(end);
});

const MINUTE = 60_000;

test('an end that is near is told by the clock of this computer, and no longer when it was moved', () => {
  vi.useFakeTimers({ now: 100 * MINUTE });
  try {
    const session = newSession();
    session.learn({ watched: true });
    // The host's clock is an hour behind.
    const told = 40 * MINUTE;
    const event = (life: Partial<Life>): AgentEvent => ({
      kind: 'life',
      seq: 2,
      at: told,
      life: { ...SNAPSHOT.life, ...life },
    });
    const hear = (life: Partial<Life>) => {
      pass(session, { kind: 'event', event: event(life) }, Date.now());
      return session.view().nearEnd;
    };
    expect(hear({ endsAt: told + 11 * MINUTE, idleEndsAt: told + 20 * MINUTE })).toBeNull();
    const at = 109 * MINUTE;
    expect(hear({ endsAt: told + 9 * MINUTE })).toEqual({ why: 'life', at });
    expect(hear({ idleEndsAt: told + 9 * MINUTE })).toEqual({ why: 'idle', at });
    expect(hear({ endsAt: told + 9 * MINUTE, deadline: told + 9 * MINUTE })).toEqual({
      why: 'deadline',
      at,
    });
    expect(hear({ endsAt: told + 69 * MINUTE })).toBeNull();
    // What is not watched may have been moved by others.
    hear({ endsAt: told + MINUTE });
    session.learn({ watched: false });
    expect(session.view().nearEnd).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test('credentials that GAM changed are told where the next session will not have them', () => {
  const session = newSession();
  const told = { seq: 2, at: 2, kind: 'credentials' } as const;
  pass(session, { kind: 'event', event: { ...told, changed: ['gam.cfg', 'oauth2.txt'] } }, 2);
  // On this computer the others are the user's own files.
  const isLocal = session.backend.kind === 'local';
  expect(session.view().unsaved).toEqual(isLocal ? ['gam.cfg'] : ['gam.cfg', 'oauth2.txt']);
  pass(session, { kind: 'event', event: { ...told, changed: [] } }, 2);
  expect(session.view()).not.toHaveProperty('unsaved');
  const snapshot = { ...SNAPSHOT, credentials: ['gam.cfg' as const] };
  pass(session, { kind: 'snapshot', snapshot, agent: '1', gam: null, now: 1 }, 1);
  expect(session.view().unsaved).toEqual(['gam.cfg']);
});

test('names of files that this app does not know are left out', () => {
  const changed = ['oauth2service.json', 'new.key', 'gam.cfg'];
  const event = { seq: 1, at: 1, kind: 'credentials', changed };
  expect(AgentEvent.parse(event)).toMatchObject({ changed: ['gam.cfg', 'oauth2service.json'] });
});

test('what is kept of jobs is taken where none is known, and none at all is no news', () => {
  const session = newSession();
  const { spec, backend, jobs: none } = session;
  const seen = { spec, backend, model: RUNNING };
  session.meet(seen);
  session.meet({ ...seen, jobs: [] });
  expect(session.jobs).toBe(none);
  const kept = [job('a', 3)];
  session.meet({ ...seen, jobs: kept });
  session.meet({ ...seen, jobs: [job('b', 3)] });
  expect(session.jobs).toBe(kept);
});
