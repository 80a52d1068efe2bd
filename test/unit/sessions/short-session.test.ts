/** A short session's answer does not depend on its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../main/failure';
import { SessionManager } from '../../../main/sessions/manager';
import { Records } from '../../../main/sessions/records';
import { inShortSession } from '../../../main/sessions/short-session';
import { Writer } from '../../../main/sessions/writer';
import { DEMO } from '../../../main/tenants/tenants';
import type { SessionId } from '../../../preload/contract';
import { TestHost } from '../support/agent-host';
import { FakeBackend } from './fake-backend';

/** A place from which a session goes when the test lets it. */
class SlowPlace extends FakeBackend {
  goes: Promise<void> = Promise.resolve();

  override async remove(id: SessionId) {
    await this.goes;
    await super.remove(id);
  }
}

let folder = '';
let host: TestHost;
let place: SlowPlace;
let writer: Writer;
let sessions: SessionManager;
let reports: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-short-'));
  host = await TestHost.start();
  place = new SlowPlace();
  place.connect = host.connect;
  writer = new Writer(folder);
  reports = [];
  const records = new Records(folder);
  const parts = { records, writer, backends: [place], app: '1', endPauses: [] };
  sessions = new SessionManager({ ...parts, report: () => {} });
});
afterEach(async () => {
  await sessions.close();
  await host.end();
  rmSync(folder, { recursive: true });
});

const REQUEST = { tenant: DEMO, backend: 'local', name: 'Check' } as const;
const ask = () =>
  inShortSession(
    sessions,
    REQUEST,
    (run) => run(['echo', 'well']),
    (words) => reports.push(words),
  );

test('the answer is there while the session still goes, and nothing of it stays', async () => {
  let go = () => {};
  place.goes = new Promise((resolve) => {
    go = resolve;
  });
  expect(await ask()).toMatchObject({ code: 0, stdout: 'well\n' });
  expect(sessions.list()).toMatchObject([{ state: { kind: 'ending' } }]);
  go();
  await expect.poll(() => sessions.list()).toEqual([]);
  expect(reports).toEqual([]);
});

test('an end that fails takes no answer away, and is reported', async () => {
  place.removeFails.push(new Failure('away', 'The place is away.'));
  expect(await ask()).toMatchObject({ stdout: 'well\n' });
  await expect
    .poll(() => reports)
    .toEqual([expect.stringMatching(/^short session .* was not ended: The place is away\.$/)]);
});

test('a session that cannot be made is told as that', async () => {
  place.createFails.push(new Failure('no-gam', 'GAM was not found.'));
  await expect(ask()).rejects.toThrow('GAM was not found.');
  await expect.poll(() => sessions.list()).toEqual([]);
});
