import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../main/failure';
import type { SessionRequest } from '../../../main/sessions/making';
import { SessionManager } from '../../../main/sessions/manager';
import { Records } from '../../../main/sessions/records';
import { Writer } from '../../../main/sessions/writer';
import { DEMO } from '../../../main/tenants/tenants';
import { FakeBackend } from './fake-backend';

const REQUEST: SessionRequest = {
  tenant: DEMO,
  backend: 'local',
  size: 'standard',
  lifeMs: null,
  idleMs: null,
};

let folder = '';
let backend: FakeBackend;
let records: Records;
let reports: string[];
let writers: Writer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-manager-'));
  backend = new FakeBackend();
  records = new Records(folder);
  reports = [];
  writers = [];
});
afterEach(async () => {
  await Promise.all(writers.map((writer) => writer.close()));
  rmSync(folder, { recursive: true });
});

/** Another process of the app on the same profile, as far as records can tell. */
function newManager(): { manager: SessionManager; writer: Writer } {
  const writer = new Writer(folder);
  writers.push(writer);
  const report = (words: string) => reports.push(words);
  const parts = { records, writer, backends: [backend], app: '1', report, endPauses: [1, 1] };
  return { manager: new SessionManager(parts), writer };
}

function kinds(manager: SessionManager): string[] {
  return manager.list().map((session) => session.state.kind);
}

describe('making a session', () => {
  test('it is listed while it is made, and then ready', async () => {
    const { manager } = newManager();
    let go = () => {};
    backend.hold = new Promise((resolve) => {
      go = resolve;
    });
    const { id, done } = manager.create({ ...REQUEST, name: 'Monday' });
    await expect.poll(() => manager.list()[0]?.state).toMatchObject({ text: 'making it' });
    expect(records.get(id)?.intent).toBe('create');
    go();
    await done;
    expect(manager.list()).toMatchObject([{ id, name: 'Monday', state: { kind: 'ready' } }]);
    expect(records.get(id)).toMatchObject({ intent: 'created', writer: null });
  });

  test('a failure stays in the list with its reason, also for the next process', async () => {
    const { manager } = newManager();
    backend.createFails.push(new Failure('no-gam', 'GAM was not found.', 'Install it.'));
    const { id, done } = manager.create(REQUEST);
    await expect(done).rejects.toThrow('GAM was not found.');
    expect(backend.removed).toBe(1);
    const next = newManager().manager;
    await next.find();
    for (const one of [manager, next])
      expect(one.get(id).view().state).toEqual({
        kind: 'failed',
        reason: 'GAM was not found.',
        fix: 'Install it.',
      });
    await next.forget(id);
    expect(next.list()).toEqual([]);
    expect(records.list()).toEqual([]);
  });

  test('one that is given up leaves nothing', async () => {
    const { manager } = newManager();
    let go = () => {};
    backend.hold = new Promise((resolve) => {
      go = resolve;
    });
    const { id, done } = manager.create(REQUEST);
    await expect.poll(() => records.get(id)?.intent).toBe('create');
    const ended = manager.end(id);
    await expect.poll(() => records.get(id)?.intent).toBe('cancelled');
    go();
    await ended;
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
    expect([manager.list(), records.list(), backend.there.size]).toEqual([[], [], 0]);
  });

  test('one that had a window is in the background for the next process, not new', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    await manager.openTerminal(id, {}, () => {}).close();
    const next = newManager().manager;
    await next.find();
    expect([kinds(manager), kinds(next)]).toEqual([['detached'], ['detached']]);
  });

  test('so it is where its place could not be asked at first', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    await manager.openTerminal(id, {}, () => {}).close();
    const next = newManager().manager;
    backend.listFails = new Error('no network');
    await next.find();
    backend.listFails = null;
    await next.find();
    expect(kinds(next)).toEqual(['detached']);
  });

  test('it is listed from its record before its place was asked, and then as it is', async () => {
    const { manager } = newManager();
    const [gone, there] = [manager.create(REQUEST), manager.create(REQUEST)];
    await Promise.all([gone.done, there.done]);
    backend.there.delete(gone.id);
    const next = newManager().manager;
    next.recall();
    next.watch();
    expect(kinds(next)).toEqual(['reconnecting', 'reconnecting']);
    // No watcher has said by then that it cannot be reached: the place tells why.
    expect(next.list().map(({ watched }) => watched)).toEqual([false, false]);
    await next.find();
    expect(next.get(gone.id).view().state).toMatchObject({
      kind: 'ended',
      reason: 'removed by someone',
    });
    await expect.poll(() => next.get(there.id).view().watched).toBe(true);
    await next.close();
  });

  test('an unknown place makes nothing', () => {
    const { manager } = newManager();
    expect(() => manager.create({ ...REQUEST, backend: 'docker' })).toThrow('no place “docker”');
    expect(records.list()).toEqual([]);
  });
});

describe('ending a session', () => {
  test('is tried again, then said and kept as an intent, which the next process takes up', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    backend.removeFails.push(...Array.from({ length: 3 }, () => new Error('stuck')));
    await expect(manager.end(id)).rejects.toThrow('stuck');
    expect(manager.get(id).view().state).toMatchObject({ kind: 'ending', tries: 3 });
    expect(reports).toHaveLength(3);
    expect(records.get(id)).toMatchObject({ intent: 'end', writer: null });
    await manager.refresh();
    expect(backend.removed).toBe(3);
    const next = newManager().manager;
    await next.find();
    expect([next.list(), records.list()]).toEqual([[], []]);
  });

  test('asked twice is done once', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    await Promise.all([manager.end(id), manager.end(id)]);
    expect(backend.removed).toBe(1);
  });

  test('a running session is not forgotten', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    await expect(manager.forget(id)).rejects.toMatchObject({ code: 'still-running' });
  });
});

describe('several processes on one profile', () => {
  test('see what the others make, rename and end', async () => {
    const [one, two] = [newManager().manager, newManager().manager];
    const { id, done } = one.create(REQUEST);
    await done;
    await two.refresh();
    expect(kinds(two)).toEqual(['ready']);
    two.rename(id, 'Tuesday');
    await one.refresh();
    expect(one.get(id).view().name).toBe('Tuesday');
    await two.end(id);
    await one.refresh();
    expect(one.list()).toEqual([]);
  });

  test('are noticed within a second or so by the one with windows', async () => {
    const [windows, other] = [newManager().manager, newManager().manager];
    await windows.find();
    windows.watch();
    const { id, done } = other.create(REQUEST);
    await done;
    await expect.poll(() => kinds(windows), { timeout: 3000 }).toHaveLength(1);
    await other.end(id);
    await expect.poll(() => kinds(windows), { timeout: 3000 }).toEqual([]);
    await windows.close();
  });

  test('leave alone what a living one has under way, and settle it when that is gone', async () => {
    const [one, two] = [newManager(), newManager()];
    backend.hold = new Promise(() => {});
    const { id } = one.manager.create(REQUEST);
    await expect.poll(() => records.get(id)?.intent).toBe('create');
    await two.manager.find();
    expect(kinds(two.manager)).toEqual(['creating']);
    await one.writer.close();
    await two.manager.find();
    expect([two.manager.list(), records.list()]).toEqual([[], []]);
  });

  test('a session that was made before its maker was killed is listed', async () => {
    const [one, two] = [newManager(), newManager()];
    const { id, done } = one.manager.create(REQUEST);
    await done;
    const record = records.get(id);
    if (record === null) throw new Error('no record');
    records.write({ ...record, intent: 'create', writer: join(folder, 'w-gone') });
    await two.manager.find();
    expect(kinds(two.manager)).toEqual(['ready']);
    expect(records.get(id)?.intent).toBe('created');
  });
});

describe('a session', () => {
  test('that something else removed is said to be gone', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    backend.there.delete(id);
    await manager.refresh();
    expect(manager.get(id).view().state).toMatchObject({ kind: 'ended', cause: 'removed' });
  });

  test('stays listed while its place cannot be asked', async () => {
    const { done } = newManager().manager.create(REQUEST);
    await done;
    const next = newManager().manager;
    backend.listFails = new Error('no network');
    await next.find();
    expect(next.list()[0]?.state).toMatchObject({ kind: 'reconnecting' });
    backend.listFails = null;
    await next.refresh();
    expect(kinds(next)).toEqual(['ready']);
  });

  test('without a record is listed too', async () => {
    const { manager } = newManager();
    const { id, done } = manager.create(REQUEST);
    await done;
    records.delete(id);
    const next = newManager().manager;
    await next.find();
    expect(kinds(next)).toEqual(['ready']);
  });
});
