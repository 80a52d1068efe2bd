import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../../main/failure';
import type { SessionRequest } from '../../../../main/sessions/making';
import { SessionManager } from '../../../../main/sessions/manager';
import { Records } from '../../../../main/sessions/records';
import { Spares } from '../../../../main/sessions/spares/spares';
import { Writer } from '../../../../main/sessions/writer';
import { DEMO } from '../../../../main/tenants/tenants';
import { FakeSparePlace } from './fake-place';

const REQUEST: SessionRequest = {
  tenant: DEMO,
  backend: 'local',
  size: 'standard',
  lifeMs: 7_200_000,
  idleMs: null,
};

let profile = '';
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-spares-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  rmSync(profile, { recursive: true });
});

/** An app at the place; `wanted` can be changed. */
function app(place: FakeSparePlace, count = 1, folder = profile) {
  const records = new Records(folder);
  const writer = new Writer(folder);
  const wanted = { request: REQUEST, count };
  const report = () => {};
  const spares = new Spares({ records, writer, backend: place, wanted: () => wanted, report });
  const sessions = new SessionManager({
    records,
    writer,
    backends: [place],
    app: 'test',
    report,
    makeRoom: () => spares.makeRoom(),
  });
  ends.push(
    () => sessions.close(),
    () => spares.close(),
  );
  return { records, writer, wanted, spares, sessions };
}

const isReady = (spares: Spares, count: number) =>
  vi.waitFor(() => expect(spares.status).toMatchObject({ ready: count, making: 0 }));

test('one is recorded before it is made, and is no session until it is claimed', async () => {
  const place = new FakeSparePlace();
  const { records, spares, sessions } = app(place);
  let go = () => {};
  place.holdMake = new Promise((resolve) => {
    go = resolve;
  });
  spares.start();
  await vi.waitFor(() => expect(records.list()).toMatchObject([{ intent: 'spare' }]));
  expect(place.unclaimed.size).toBe(0);
  go();
  await isReady(spares, 1);
  await sessions.find();
  expect(sessions.list()).toEqual([]);
  const claimed = await spares.claim({ ...REQUEST, name: 'January' });
  if (claimed === null) throw new Error('there was none');
  expect(claimed.ahead).not.toBeNull();
  const { id } = sessions.adopt(claimed);
  expect(records.get(id)).toMatchObject({ intent: 'created', writer: null });
  await sessions.find();
  expect(sessions.list()).toMatchObject([{ id, name: 'January' }]);
  // The next one comes by itself.
  await isReady(spares, 1);
});

test('a spare that another app takes first is let go, and the next is tried', async () => {
  const place = new FakeSparePlace();
  const { records, spares } = app(place, 2);
  spares.start();
  await isReady(spares, 2);
  let first = true;
  place.before = () => {
    const [taken] = place.unclaimed.keys();
    if (first && taken !== undefined) place.unclaimed.delete(taken);
    first = false;
  };
  const claimed = await spares.claim(REQUEST);
  const made = records.list().filter(({ intent }) => intent === 'created');
  expect(made.map(({ spec }) => spec.id)).toEqual(claimed === null ? [] : [claimed.spec.id]);
});

test('a claim whose end is not known is settled by the next sweep: it is listed', async () => {
  const place = new FakeSparePlace();
  const { spares, sessions } = app(place);
  spares.start();
  await isReady(spares, 1);
  place.claimFails = new Error('the answer was lost');
  expect(await spares.claim(REQUEST)).toBeNull();
  await sessions.find();
  expect(sessions.list()).toHaveLength(1);
});

test('what a killed app kept ready is removed by the next, unless it was claimed', async () => {
  const place = new FakeSparePlace();
  const killed = app(place, 2);
  killed.spares.start();
  await isReady(killed.spares, 2);
  const [taken] = place.unclaimed.keys();
  const [spec] = killed.records.list().flatMap((one) => (one.spec.id === taken ? [one.spec] : []));
  if (taken === undefined || spec === undefined) throw new Error('there is none');
  // By another app, which has no record here.
  place.unclaimed.delete(taken);
  place.there.set(taken, { id: taken, spec, state: 'running' });
  await killed.writer.close();
  const next = app(place, 0);
  await next.sessions.find();
  expect(place.unclaimed.size).toBe(0);
  expect(next.sessions.list().map(({ id }) => id)).toEqual([taken]);
  expect(next.records.list()).toEqual([]);
});

test('another size is wanted: the old one goes, and one of it is made', async () => {
  const place = new FakeSparePlace();
  const { spares, wanted } = app(place);
  spares.start();
  await isReady(spares, 1);
  const [before] = place.unclaimed.keys();
  wanted.request = { ...REQUEST, size: 'large' };
  spares.settingsChanged();
  await vi.waitFor(() => {
    expect([...place.unclaimed.keys()]).toHaveLength(1);
    expect([...place.unclaimed.keys()]).not.toEqual([before]);
  });
});

test('a quota that refuses a spare is kept as the reason, and it is not tried again at once', async () => {
  const place = new FakeSparePlace();
  const { records, spares } = app(place);
  place.makeFails = new Failure('quota', 'The pod was not made: exceeded quota.');
  spares.start();
  await vi.waitFor(() => expect(spares.status.trouble?.code).toBe('quota'));
  await spares.look();
  expect(spares.status).toMatchObject({ ready: 0, making: 0 });
  await vi.waitFor(() => expect(records.list()).toEqual([]));
});

test('a session that a quota refuses has the room of the spares', async () => {
  const place = new FakeSparePlace();
  const { spares, sessions } = app(place);
  spares.start();
  await isReady(spares, 1);
  place.createFails.push(new Failure('quota', 'The pod was not made: exceeded quota.'));
  const { done } = sessions.create({ ...REQUEST, size: 'large' });
  await done;
  expect(place.unclaimed.size).toBe(0);
  expect(sessions.list()).toHaveLength(1);
});

test('closing while one is made leaves nothing of it', async () => {
  const place = new FakeSparePlace();
  const { records, spares } = app(place);
  let go = () => {};
  place.holdMake = new Promise((resolve) => {
    go = resolve;
  });
  spares.start();
  await vi.waitFor(() => expect(spares.status.making).toBe(1));
  const closed = spares.close();
  go();
  await closed;
  expect(place.unclaimed.size).toBe(0);
  expect(records.list()).toEqual([]);
});

test('a place that does not answer does not keep a session from being made without a spare', async () => {
  const place = new FakeSparePlace();
  place.holdKind = new Promise(() => {});
  const { spares } = app(place);
  expect(await spares.claim(REQUEST)).toBeNull();
});

test('where the place does not let it be claimed nothing of it stays, and why is said', async () => {
  const place = new FakeSparePlace();
  const { records, spares, sessions } = app(place, 2);
  spares.start();
  await isReady(spares, 2);
  place.refuses = new Failure('forbidden', 'You may not patch pods.', 'Ask for it.');
  expect(await spares.claim(REQUEST)).toBeNull();
  await vi.waitFor(() => expect(place.unclaimed.size).toBe(0));
  await vi.waitFor(() => expect(records.list()).toEqual([]));
  const { code, message, fix } = place.refuses;
  expect(spares.status).toEqual({ ready: 0, making: 0, trouble: { code, message, fix } });
  // A session is made all the same, and nothing ahead of the next one for a while.
  const { done } = sessions.create(REQUEST);
  await done;
  await spares.look();
  expect(spares.status).toMatchObject({ ready: 0, making: 0 });
});

test('a spare of another app that may not be claimed is left to it', async () => {
  const place = new FakeSparePlace();
  const other = app(place, 1);
  other.spares.start();
  await isReady(other.spares, 1);
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-spares-'));
  ends.unshift(async () => rmSync(folder, { recursive: true }));
  const { records, spares } = app(place, 1, folder);
  place.refuses = new Failure('forbidden', 'You may not patch pods.');
  expect(await spares.claim(REQUEST)).toBeNull();
  expect(place.unclaimed.size).toBe(1);
  expect(records.list()).toEqual([]);
});

test('what another app had claimed first when this one was killed is listed as that one’s', async () => {
  const place = new FakeSparePlace();
  const killed = app(place);
  killed.spares.start();
  await isReady(killed.spares, 1);
  const [record] = killed.records.list();
  if (record === undefined) throw new Error('there is none');
  const { id } = record.spec;
  const claim = (name: string, createdAt: number) => ({ ...record.spec, name, createdAt });
  killed.records.write({ ...record, intent: 'create', spec: claim('ours', 1) });
  place.unclaimed.delete(id);
  place.there.set(id, { id, spec: claim('theirs', 2), state: 'running' });
  await killed.writer.close();
  const next = app(place, 0);
  await next.sessions.find();
  expect(next.sessions.list()).toMatchObject([{ id, name: 'theirs' }]);
  expect(next.records.list()).toEqual([]);
});
