/** What a session outlives: the end of all its processes, and of the API server. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { SessionId } from '../../preload/contract';
import { Window } from '../unit/sessions/link/heard';
import { kill, notOurs } from './support/api-server-process';
import { type App, REQUEST } from './support/app';
import { missing } from './support/cluster';
import { killAll } from './support/container-processes';
import { Stage } from './support/stage';

const why = missing ?? notOurs;
if (why !== null) console.warn(`skipped: ${why}`);

const SIZE = { cols: 80, rows: 24 };
/** Lines of 20 bytes, in parts with a pause between, so that it runs before, while and after. */
const [PARTS, LINES] = [15, 10_000];

describe.skipIf(why !== null)('a session goes on', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  function open({ core }: App, id: SessionId): Window {
    const window = new Window(core.sessions.connection(id));
    stage.after(() => window.link.close());
    window.link.open(SIZE);
    return window;
  }

  /** A session with a window, in which a file was made. */
  async function begun() {
    const { name, client } = stage.namespace();
    const app = stage.app(name);
    const { id, done } = app.core.sessions.create(REQUEST);
    await done;
    const window = open(app, id);
    window.type('echo before-$((1+1)) > kept; cat kept\n');
    await window.shows('before-2\r\n');
    const pod = async () => {
      const found = await client.getPod(`gamgui-${id}`);
      const { uid = '' } = found?.metadata ?? {};
      return { uid, restarts: found?.status?.containerStatuses?.[0]?.restartCount };
    };
    return { app, id, window, pod };
  }

  /** The next shell has the files, and a new window all that was ever shown. */
  async function expectToGoOn(app: App, id: SessionId, window: Window): Promise<void> {
    window.type('echo after-$(cat kept)\n');
    await window.shows('after-before-2\r\n');
    const second = open(app, id);
    await second.shows('after-before-2\r\n');
    expect(second.output.subarray(0, window.output.length)).toEqual(window.output);
    expect([...window.all('gap'), ...second.all('gap')]).toEqual([]);
  }

  test('when all processes of its container are killed', async () => {
    const { app, id, window, pod } = await begun();
    const before = await pod();
    expect(await killAll(before.uid)).toBeGreaterThan(1);
    await window.is('reconnecting');
    await window.is('live');
    expect(await pod()).toEqual({ uid: before.uid, restarts: 1 });
    await expectToGoOn(app, id, window);
  });

  test('when it kills all that it may itself', async () => {
    const { app, id, window, pod } = await begun();
    window.type('kill -9 -1\n');
    await window.is('reconnecting');
    await window.is('live');
    expect(await pod()).toMatchObject({ restarts: 0 });
    await expectToGoOn(app, id, window);
  });

  test('when the API server is killed while output runs: it comes whole, in order, and once', async () => {
    const { window } = await begun();
    const from = window.output.length;
    const part = `seq -f %019.0f $((n*${LINES}+1)) $((n*${LINES}+${LINES})); sleep 0.4`;
    const script = `for n in $(seq 0 ${PARTS - 1}); do ${part}; done`;
    window.type(`stty -onlcr -echo; echo ready; ${script}; echo done-$((1+1))\n`);
    await window.when(() => window.output.length > from + 500_000);
    await kill('SIGKILL');
    await window.is('reconnecting');
    await window.is('live');
    await window.shows('done-2');
    const text = window.output.toString('latin1', from);
    const numbers = text.slice(text.indexOf('\n0000') + 1, text.lastIndexOf('done-2'));
    const wanted = Array.from({ length: PARTS * LINES }, (_, index) =>
      `${index + 1}`.padStart(19, '0'),
    );
    const sum = (words: string) => createHash('sha256').update(words).digest('hex');
    expect(sum(numbers)).toBe(sum(`${wanted.join('\n')}\n`));
    expect(window.all('gap')).toEqual([]);
  });
});
