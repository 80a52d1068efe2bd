/** How much the app asks of an API server: at most what docs/cost.md is computed from. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOAD } from '../../setup/cost/load.mjs';
import { Window } from '../unit/sessions/link/heard';
import { type App, REQUEST } from './support/app';
import { missing } from './support/cluster';
import { Stage } from './support/stage';

if (missing !== null) console.warn(`skipped: ${missing}`);

/** Long enough for each thing that is done again and again. ms */
const WHILE = 60_000;
const SESSIONS = 3;
const SIZE = { cols: 80, rows: 24 };

/** All requests of this process; connections that are kept are none. */
const CHANNELS = ['http.client.request.start', 'undici:request:create'];

describe.skipIf(missing !== null)('the app asks the API server', () => {
  const stage = new Stage();
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  let app: App;
  const windows: Window[] = [];
  const since = (before: number) => asked - before;

  beforeAll(() => {
    for (const channel of CHANNELS) subscribe(channel, count);
  });
  afterAll(async () => {
    for (const channel of CHANNELS) unsubscribe(channel, count);
    for (const window of windows) window.link.close();
    await stage.clear();
  });

  async function perMinute(): Promise<number> {
    const before = asked;
    await sleep(WHILE);
    return (since(before) * 60_000) / WHILE;
  }

  test('seldom while it is open', async () => {
    app = stage.app(stage.namespace().name);
    await app.core.sessions.find();
    app.core.sessions.watch();
    await app.core.sessions.refresh();
    const found = await perMinute();
    console.info(`an open app: ${found} requests a minute`);
    expect(found).toBeLessThanOrEqual(LOAD.requestsPerMinuteOfAnOpenApp);
  });

  test('a few times to make and to enter a session', async () => {
    const before = asked;
    for (let made = 0; made < SESSIONS; made += 1) {
      const { id, done } = app.core.sessions.create(REQUEST);
      await done;
      const window = new Window(app.core.sessions.connection(id));
      windows.push(window);
      window.link.open(SIZE);
      window.type('echo ready-$((1+1))\n');
      await window.shows('ready-2\r\n');
    }
    const found = since(before) / SESSIONS;
    console.info(`a session made and entered: ${found} requests`);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(LOAD.requestsToMakeAndEnter);
  });

  test('no more for sessions that run', async () => {
    const found = await perMinute();
    console.info(`an open app with ${SESSIONS} sessions: ${found} requests a minute`);
    const most = LOAD.requestsPerMinuteOfAnOpenApp + SESSIONS * LOAD.requestsPerMinuteOfASession;
    expect(found).toBeLessThanOrEqual(most);
  });

  test('a few times to end a session', async () => {
    const before = asked;
    for (const { id } of app.core.sessions.list()) await app.core.sessions.end(id);
    const found = since(before) / SESSIONS;
    console.info(`a session ended: ${found} requests`);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(LOAD.requestsToEnd);
  });
});
