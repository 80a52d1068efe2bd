/** A place that tells by itself what happens in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Found, PlaceWatch } from '../../../main/backends/backend';
import { Failure } from '../../../main/failure';
import { endBy } from '../../../main/sessions/end-words';
import { SessionManager } from '../../../main/sessions/manager';
import { Records, recordOf } from '../../../main/sessions/records';
import { Writer } from '../../../main/sessions/writer';
import { DEMO } from '../../../main/tenants/tenants';
import { SessionId } from '../../../preload/contract';
import { FakeBackend } from './fake-backend';
import { until } from './until';

class TellingBackend extends FakeBackend {
  tell: (() => void) | null = null;
  lists = 0;
  /** How often it was asked to begin anew. */
  anew = 0;
  /** What lists lack though it is there: they are a moment old. */
  unlisted = new Set<SessionId>();

  watch(changed: () => void): PlaceWatch {
    this.tell = changed;
    const again = () => {
      this.anew += 1;
    };
    const stop = () => {
      this.tell = null;
    };
    return { again, stop };
  }

  findFails: Error | null = null;

  override async find(id: SessionId) {
    if (this.findFails !== null) throw this.findFails;
    return super.find(id);
  }

  override async list() {
    this.lists += 1;
    const { found, error } = await super.list();
    return { found: found.filter(({ id }) => !this.unlisted.has(id)), error };
  }
}

let folder = '';
let backend: TellingBackend;
let manager: SessionManager;
let records: Records;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-manager-'));
  backend = new TellingBackend();
  records = new Records(folder);
  const report = () => {};
  const writer = new Writer(folder);
  manager = new SessionManager({ records, writer, backends: [backend], app: '1', report });
});
afterEach(async () => {
  await manager.close();
  rmSync(folder, { recursive: true });
});

function session(number: number): Extract<Found, { state: 'running' }> {
  const id = SessionId.parse(`s${number + 10_000}`);
  const life = { lifeMs: null, idleMs: null, oneShot: false, createdAt: number, at: null };
  const spec = { id, name: id, tenant: DEMO, size: 'standard' as const, ...life };
  return { id, spec, state: 'running' };
}
function put(found: Found): void {
  backend.there.set(found.id, found);
  backend.tell?.();
}
const so = (isSo: () => boolean) => until(manager, isSo);

test('what it tells is seen at once, and many things at once in one look', async () => {
  await manager.find();
  manager.watch();
  const { lists } = backend;
  for (let number = 0; number < 1000; number += 1) put(session(number));
  await so(() => manager.list().length === 1000);
  expect(backend.lists).toBe(lists + 1);
});

test('an end, and a start again, are told as the place knows them', async () => {
  const [one, two] = [session(1), session(2)];
  put(one);
  put(two);
  await manager.find();
  manager.watch();
  put({ ...one, state: 'ended', end: endBy('out-of-memory'), at: 7 });
  put({ ...two, restart: { reason: 'out-of-memory', at: 8 }, runs: { gam: '7.1', image: 'i:1' } });
  await so(() => manager.get(one.id).view().state.kind === 'ended');
  expect(manager.get(one.id).view().state).toMatchObject({ reason: 'out of memory' });
  expect(manager.get(two.id).view()).toMatchObject({
    restart: { reason: 'out-of-memory', at: 8 },
    place: { runs: 'GAM 7.1, i:1' },
  });
});

test('after sleep it begins anew, and it is told when it is not listened to any more', async () => {
  manager.watch();
  manager.retry();
  expect(backend.anew).toBe(1);
  await manager.close();
  expect(backend.tell).toBeNull();
});

test('a list that is a moment old ends no session that is there', async () => {
  const made = session(1);
  backend.unlisted.add(made.id);
  put(made);
  records.write(recordOf({ spec: made.spec, backend, opened: false }, 'created'));
  await manager.find();
  expect(manager.get(made.id).view().state.kind).toBe('ready');
  backend.findFails = new Failure('not-yours', 'It is another user’s.');
  await manager.refresh();
  expect(manager.get(made.id).view().state).toMatchObject({
    kind: 'reconnecting',
    reason: 'It is another user’s.',
  });
  backend.findFails = null;
  backend.there.delete(made.id);
  await manager.refresh();
  expect(manager.get(made.id).view().state).toMatchObject({ kind: 'ended', expected: false });
});
