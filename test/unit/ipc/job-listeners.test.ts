/** Each page that shows jobs is told all that is news to it, whoever else listens. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { JobListeners, type JobPage } from '../../../main/ipc/job-listeners';
import { type Job, type JobsOf, SessionId } from '../../../preload/contract';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const [A, B] = [SessionId.parse('aaaaa'), SessionId.parse('bbbbb')];

function job(id: string): Job {
  const argv = ['gam', id];
  const base = { id, kind: 'gam' as const, argv, startedAt: 1, endedAt: null, exit: null };
  return { ...base, rows: null, parent: null };
}

/** Sessions whose jobs the test sets; every change is told, as a manager does. */
class Sessions extends EventEmitter<{ changed: [] }> {
  readonly #jobs = new Map<SessionId, readonly Job[]>();

  all() {
    return [...this.#jobs].map(([id, jobs]) => ({ id, jobs }));
  }

  set(id: SessionId, ...jobs: readonly Job[]): void {
    this.#jobs.set(id, jobs);
    this.emit('changed');
  }
}

class Page implements JobPage {
  readonly told: string[] = [];
  destroy = () => {};

  once(_event: 'destroyed', listener: () => void): void {
    this.destroy = listener;
  }

  send(_channel: 'jobs.changed', { session, jobs }: JobsOf): void {
    this.told.push(`${session}: ${jobs.map(({ id }) => id).join(' ')}`);
  }
}

function made() {
  const sessions = new Sessions();
  sessions.set(A, job('one'));
  return { sessions, listeners: new JobListeners(sessions) };
}

it('keeps no news from a page because another came meanwhile', () => {
  const { sessions, listeners } = made();
  const [first, second] = [new Page(), new Page()];
  expect(listeners.add(first, null)).toEqual([{ session: A, jobs: [job('one')] }]);
  sessions.set(A, job('two'));
  sessions.set(B, job('three'));
  expect(listeners.add(second, null)).toHaveLength(2);
  vi.runAllTimers();
  expect(first.told).toEqual(['aaaaa: two', 'bbbbb: three']);
  expect(second.told).toEqual([]);
});

it('tells a page of what it wants, once', () => {
  const { sessions, listeners } = made();
  const page = new Page();
  listeners.add(page, A);
  sessions.set(B, job('two'));
  sessions.set(A, job('three'));
  sessions.set(A, job('four'));
  vi.runAllTimers();
  sessions.emit('changed');
  vi.runAllTimers();
  expect(page.told).toEqual(['aaaaa: four']);
});

it('tells a page that comes again all there is, and one that has left or gone nothing', () => {
  const { sessions, listeners } = made();
  const [left, gone] = [new Page(), new Page()];
  listeners.add(left, null);
  expect(listeners.add(left, null)).toEqual([{ session: A, jobs: [job('one')] }]);
  listeners.add(gone, null);
  listeners.leave(left);
  gone.destroy();
  sessions.set(A, job('two'));
  vi.runAllTimers();
  expect([left.told, gone.told]).toEqual([[], []]);
});
