/** The choice of a new session is kept for next time before it is made: also of one that fails, or is given up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../main/failure';
import { beginSession } from '../../../main/ipc/begin';
import { SessionManager } from '../../../main/sessions/manager';
import { Records } from '../../../main/sessions/records';
import { Spares } from '../../../main/sessions/spares/spares';
import { localFiles } from '../../../main/sessions/transfers/moves/local-files';
import { Transfers } from '../../../main/sessions/transfers/queue/transfers';
import { Writer } from '../../../main/sessions/writer';
import { Tenants } from '../../../main/tenants/tenants';
import { calls, DEFAULTS, type Session } from '../../../preload/contract';
import { FakeSparePlace } from '../sessions/spares/fake-place';

const CHOICE = calls['sessions.create'].input.parse({
  tenant: 'demo',
  backend: 'local',
  size: 'large',
  lifeMs: 7_200_000,
});
const KEPT = {
  lifeMs: 7_200_000,
  lastSession: { tenant: 'demo', backend: 'local', size: 'large' },
};

let profile = '';
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-begin-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  rmSync(profile, { recursive: true });
});

/** What begins sessions in a place in memory, and what it has kept and shown. */
function app() {
  const place = new FakeSparePlace();
  const records = new Records(profile);
  const writer = new Writer(profile);
  const report = () => {};
  const own = { records, writer, report };
  const spares = new Spares({ ...own, backend: place, wanted: () => null });
  const sessions = new SessionManager({ ...own, backends: [place], app: 'test' });
  ends.push(() => sessions.close());
  const kept: object[] = [];
  const windows: Session[] = [];
  const begin = beginSession({
    sessions,
    spares,
    tenants: new Tenants(),
    settings: {
      get: () => DEFAULTS,
      set: (change) => {
        kept.push(change);
        return DEFAULTS;
      },
    },
    windows: { terminal: (session) => void windows.push(session) },
    transfers: new Transfers({
      profile,
      connection: (id) => sessions.connection(id),
      ...localFiles,
    }),
  });
  return { place, sessions, kept, windows, begin };
}

/** Has the place wait in `create` until the function is called. */
function held(place: FakeSparePlace): () => void {
  let go = () => {};
  place.hold = new Promise((resolve) => {
    go = resolve;
  });
  return go;
}

test('while it is made the choice is kept already, and its window is there', async () => {
  const { place, kept, windows, begin, sessions } = app();
  const go = held(place);
  const begun = begin(CHOICE);
  await vi.waitFor(() => expect(kept).toEqual([KEPT]));
  expect(windows).toMatchObject([{ state: { kind: 'creating' } }]);
  go();
  const { id } = await begun;
  expect(sessions.list()).toMatchObject([{ id, state: { kind: 'ready' } }]);
});

test('of one that cannot be made it is kept', async () => {
  const { place, kept, begin } = app();
  place.createFails.push(new Failure('quota', 'The pod was not made: exceeded quota.'));
  await expect(begin(CHOICE)).rejects.toMatchObject({ code: 'quota' });
  expect(kept).toEqual([KEPT]);
});

test('of one that is given up it is kept', async () => {
  const { place, kept, windows, begin, sessions } = app();
  const go = held(place);
  const begun = expect(begin(CHOICE)).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(windows).toHaveLength(1));
  const [shown] = windows;
  if (shown === undefined) throw new Error('no window');
  const ended = sessions.end(shown.id);
  go();
  await Promise.all([begun, ended]);
  expect(kept).toEqual([KEPT]);
  expect(sessions.list()).toEqual([]);
});

test('what cannot be asked for is not kept', async () => {
  const { kept, windows, begin } = app();
  await expect(begin({ ...CHOICE, backend: 'docker' })).rejects.toMatchObject({
    code: 'no-backend',
  });
  expect([kept, windows]).toEqual([[], []]);
});
