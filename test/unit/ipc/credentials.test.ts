/** Saving back from a real agent: what was agreed to is what is written, and a save that is done is told as done. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../main/failure';
import { type Saving, savingOf } from '../../../main/ipc/credentials';
import { UNCHANGING } from '../../../main/network/surroundings';
import { SessionManager } from '../../../main/sessions/manager';
import { Records } from '../../../main/sessions/records';
import { Writer } from '../../../main/sessions/writer';
import { Tenants } from '../../../main/tenants/tenants';
import { KeptTenant, type SavePlan, type SessionId } from '../../../preload/contract';
import { direct } from '../backends/kubernetes/support/api-server';
import { FakeBackend } from '../sessions/fake-backend';
import { TestHost } from '../support/agent-host';
import { signIn, writeGamFolder } from '../tenants/gam-folders';

const DOMAIN = 'larkfield.example';
let folder = '';
let host: TestHost;
let backend: FakeBackend;
let writer: Writer;
let saving: Saving;
let id: SessionId;
let reports: string[];
/** The tenant's own folder, and the session's copy of it. */
const own = () => join(folder, 'own', 'oauth2.txt');
const copy = () => join(folder, 'copy', 'oauth2.txt');
const agreedTo = ({ writes }: SavePlan) => writes.map(({ file, sha256 }) => ({ file, sha256 }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-saving-'));
  for (const name of ['own', 'copy']) writeGamFolder(join(folder, name), { DEFAULT: DOMAIN });
  host = await TestHost.start(['/bin/sh'], ['true'], join(folder, 'copy'));
  backend = new FakeBackend();
  backend.connect = host.connect;
  writer = new Writer(folder);
  const tenant = KeptTenant.parse({
    ...{ id: 'larkfield', name: 'Larkfield', domain: DOMAIN, colour: 'teal', initials: 'LF' },
    source: { kind: 'gam-folder', folder: join(folder, 'own'), section: null },
  });
  const parts = { records: new Records(folder), writer, backends: [backend], app: '1' };
  const sessions = new SessionManager({ ...parts, report: () => {}, surroundings: UNCHANGING });
  const life = { size: 'standard', lifeMs: null, idleMs: null } as const;
  const made = sessions.create({ tenant, backend: 'local', ...life });
  await made.done;
  id = made.id;
  const reach = { open: () => Promise.reject(new Error('there is no cluster')) };
  reports = [];
  saving = savingOf({
    ...{ sessions, tenants: new Tenants(() => [tenant]), reach, network: direct },
    report: (words) => reports.push(words),
  });
  // The agent knows by then how they were at first.
  await expect.poll(() => existsSync(join(host.folder, 'state', 'credentials.json'))).toBe(true);
  changeInSession('1//new');
});
afterEach(async () => {
  await host.end();
  await writer.close();
  rmSync(folder, { recursive: true });
});

/** As `gam oauth create` does; another `token` is what each command may do. */
function changeInSession(refresh: string, domain = DOMAIN): void {
  writeFileSync(copy(), JSON.stringify(signIn(domain, { refresh_token: refresh })));
}

test('what is not what was shown any more is not written', async () => {
  const plan = await saving.plan(id);
  expect(plan.writes).toMatchObject([{ about: `signed in as admin@${DOMAIN}` }]);
  const before = readFileSync(own(), 'utf8');
  // The same for fingerprints, which leave out what is renewed by the hour: who signed in too.
  changeInSession('1//new', 'other.example');
  await expect(saving.save(id, agreedTo(plan))).rejects.toMatchObject({
    code: 'changed-since-shown',
  });
  expect(readFileSync(own(), 'utf8')).toBe(before);
  const now = await saving.plan(id);
  expect(now.writes).toMatchObject([{ about: expect.stringContaining('it is for other.example') }]);
  expect(await saving.save(id, agreedTo(now))).toEqual(['oauth2.txt']);
  expect(readFileSync(own(), 'utf8')).toBe(readFileSync(copy(), 'utf8'));
  expect((await saving.plan(id)).writes).toEqual([]);
});

test('a save of which the session did not hear is done, and can be done again', async () => {
  const agreed = agreedTo(await saving.plan(id));
  let left = 1;
  backend.connect = (program) =>
    left-- > 0 ? host.connect(program) : Promise.reject(new Failure('away', 'It is away.'));
  expect(await saving.save(id, agreed)).toEqual(['oauth2.txt']);
  expect(readFileSync(own(), 'utf8')).toBe(readFileSync(copy(), 'utf8'));
  expect(reports).toEqual([expect.stringContaining('was not told what was saved')]);
  backend.connect = host.connect;
  const again = await saving.plan(id);
  expect(agreedTo(again)).toEqual(agreed);
  expect(await saving.save(id, agreed)).toEqual(['oauth2.txt']);
  expect((await saving.plan(id)).writes).toEqual([]);
  expect(reports).toHaveLength(1);
});
