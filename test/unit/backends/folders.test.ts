import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEnvironment } from '../../../main/backends/local/environment';
import { runFolder } from '../../../main/backends/local/run-folder';
import { SessionFolders, type StoredSession } from '../../../main/backends/local/session-folder';
import { DEMO } from '../../../main/tenants/tenants';
import { SessionId } from '../../../preload/contract';

let profile = '';
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-folders-'));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const ID = SessionId.parse('abcde');
const STORED: StoredSession = {
  version: 1,
  spec: {
    id: ID,
    name: 'n',
    tenant: DEMO,
    size: 'standard',
    lifeMs: 1,
    idleMs: null,
    oneShot: true,
    createdAt: 1,
    at: null,
  },
  agent: 'a'.repeat(64),
  python: 'python3',
  run: '/run/x',
  boot: 'b',
  gam: '7.49.00',
};

test('a session is there from the moment session.json is, and only the user can enter it', async () => {
  const folders = new SessionFolders(profile);
  folders.make(ID);
  expect(await folders.list()).toEqual([]);
  await folders.write(ID, 'session.json', STORED);
  expect(await folders.list()).toEqual([STORED]);
  for (const path of ['', ID, join(ID, 'work')])
    expect(statSync(join(profile, 'sessions', path)).mode & 0o777).toBe(0o700);
});

test('a session goes as a whole, with folders closed to their owner and what an earlier try left', async () => {
  const folders = new SessionFolders(profile);
  folders.make(ID);
  const closed = join(folders.path(ID), 'work', 'closed');
  mkdirSync(closed);
  writeFileSync(join(closed, 'file'), '');
  chmodSync(closed, 0);
  mkdirSync(join(profile, 'sessions', `.${ID}-half`));
  await folders.remove(ID);
  await folders.remove(ID);
  expect(existsSync(folders.path(ID))).toBe(false);
  expect(existsSync(join(profile, 'sessions', `.${ID}-half`))).toBe(false);
});

test('sockets are in the profile where that is short, else in a private folder for temporary files', () => {
  expect(runFolder(profile)).toBe(join(profile, 'run'));
  const long = join(profile, 'x'.repeat(90));
  const shared = join(tmpdir(), `gamgui-${userInfo().uid}`);
  const was = existsSync(shared);
  expect(runFolder(long)).toBe(shared);
  if (!was) rmdirSync(shared);
});

test('a folder for sockets that others can enter is refused', () => {
  mkdirSync(join(profile, 'run'));
  chmodSync(join(profile, 'run'), 0o755);
  expect(() => runFolder(profile)).toThrow('yours alone');
});

test('a shell gets the environment of its user, not that of npm, Electron and the app', () => {
  expect(
    userEnvironment({
      HOME: '/home/u',
      PATH: '/p/node_modules/.bin:/usr/bin',
      npm_config_x: '1',
      INIT_CWD: '/p',
      ELECTRON_RUN_AS_NODE: '1',
      GAMGUI_SESSION: 'zzzzz',
    }),
  ).toEqual({ HOME: '/home/u', PATH: '/usr/bin' });
});
