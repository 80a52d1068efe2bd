/** The disk of the records is full: what is known is still looked at, and written down when there is room. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SessionManager } from '../../../main/sessions/manager';
import { Records } from '../../../main/sessions/records';
import { Writer } from '../../../main/sessions/writer';
import { DEMO } from '../../../main/tenants/tenants';
import type { SessionId } from '../../../preload/contract';
import { FakeBackend } from './fake-backend';

let folder = '';
let records: Records;
let backend: FakeBackend;
let manager: SessionManager;
const reports: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-full-'));
  records = new Records(folder);
  backend = new FakeBackend();
  reports.length = 0;
  const report = (words: string) => reports.push(words);
  const writer = new Writer(folder);
  manager = new SessionManager({ records, writer, backends: [backend], app: '1', report });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await manager.close();
  rmSync(folder, { recursive: true });
});

async function made(): Promise<SessionId> {
  const request = { tenant: DEMO, backend: 'local', size: 'standard' } as const;
  const { id, done } = manager.create({ ...request, lifeMs: null, idleMs: null });
  await done;
  return id;
}

function fill(): void {
  vi.spyOn(records, 'write').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  });
}

test('ends are told all the same, and kept as soon as there is room', async () => {
  const [one, other] = [await made(), await made()];
  backend.there.delete(one);
  backend.there.delete(other);
  fill();
  await manager.refresh();
  expect(manager.list().map(({ state }) => state.kind)).toEqual(['ended', 'ended']);
  await expect.poll(() => reports.join()).toContain('no space left');
  vi.restoreAllMocks();
  await manager.refresh();
  const kept = () => [one, other].map((id) => records.get(id)?.end?.cause);
  await expect.poll(kept).toEqual(['removed', 'removed']);
});

test('what another process left under way does not keep the list from being looked at', async () => {
  const id = await made();
  const record = records.get(id);
  if (record === null) throw new Error('it has no record');
  records.write({ ...record, intent: 'end', writer: null });
  await made();
  fill();
  await manager.find();
  expect(manager.list()).toHaveLength(2);
  expect(reports.join()).toContain('no space left');
});
