import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Records, type SessionRecord } from '../../../main/sessions/records';
import { watchRecords } from '../../../main/sessions/records-watch';
import { DEMO } from '../../../main/tenants/tenants';
import { SessionId } from '../../../preload/contract';

const ID = SessionId.parse('abcde');
const RECORD: SessionRecord = {
  version: 1,
  backend: 'local',
  spec: {
    id: ID,
    name: 'a "name"\nof two lines',
    tenant: DEMO,
    size: 'standard',
    lifeMs: null,
    idleMs: null,
    oneShot: false,
    createdAt: 1,
    at: null,
  },
  intent: 'created',
  end: null,
  opened: false,
  writer: null,
  since: 1,
  tries: 0,
  error: null,
};

let profile = '';
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-records-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

test('what is written is read, until it is forgotten', () => {
  const records = new Records(profile);
  records.write(RECORD);
  expect(new Records(profile).list()).toEqual([RECORD]);
  expect(readdirSync(records.folder)).toEqual(['abcde.json']);
  records.delete(ID);
  records.delete(ID);
  expect(records.get(ID)).toBeNull();
});

test('the jobs of a session that has ended are kept; what is none costs no record', () => {
  const jobs = [
    {
      id: 'a',
      kind: 'gam' as const,
      argv: ['gam', 'csv', 'x'],
      startedAt: 1,
      endedAt: 2,
      exit: { code: 0 },
      rows: { done: 3, failed: 2, total: 3 },
      parent: null,
    },
  ];
  const records = new Records(profile);
  records.write({ ...RECORD, jobs });
  expect(new Records(profile).list()[0]?.jobs).toEqual(jobs);
  const file = join(records.folder, 'abcde.json');
  writeFileSync(file, JSON.stringify({ ...RECORD, jobs: ['damaged'] }));
  expect(new Records(profile).list()).toEqual([RECORD]);
});

test('what another process writes and removes is read anew, also where it is as long as before', () => {
  const records = new Records(profile);
  records.write({ ...RECORD, intent: 'create' });
  expect(records.list()).toHaveLength(1);
  new Records(profile).write({ ...RECORD, intent: 'failed' });
  expect(records.list()).toEqual([{ ...RECORD, intent: 'failed' }]);
  new Records(profile).delete(ID);
  expect(records.list()).toEqual([]);
});

test.each([
  ['half a file', '{"version":1,'],
  ['another version', JSON.stringify({ ...RECORD, version: 2 })],
  ["another session's id", JSON.stringify({ ...RECORD, spec: { ...RECORD.spec, id: 'fghij' } })],
])('%s is put aside, and the user is told', (_, text) => {
  const records = new Records(profile);
  writeFileSync(join(records.folder, 'abcde.json'), text);
  expect(records.list()).toEqual([]);
  expect(records.notices[0]?.message).toContain('abcde');
  expect(readdirSync(records.folder)[0]).toMatch(/^abcde\.json\.damaged-\d+$/);
  expect(records.list()).toEqual([]);
  expect(records.notices).toHaveLength(1);
});

test('drafts of killed processes are removed, those of living ones are not', () => {
  const records = new Records(profile);
  for (const name of ['.old', '.new']) writeFileSync(join(records.folder, name), '');
  utimesSync(join(records.folder, '.old'), 1, 1);
  records.removeDrafts(Date.now());
  expect(readdirSync(records.folder)).toEqual(['.new']);
});

test('a change by another process is noticed', async () => {
  const records = new Records(profile);
  let changed = () => {};
  const stop = watchRecords(records.folder, () => changed());
  const next = () =>
    new Promise<void>((resolve) => {
      changed = resolve;
    });
  const written = next();
  new Records(profile).write(RECORD);
  await written;
  const removed = next();
  new Records(profile).delete(ID);
  await removed;
  stop();
});
