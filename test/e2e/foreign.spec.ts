/** Pages that are not the app's get nothing, and the app's own cannot leave: the walls around what a page can do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication, Frame, Page } from '@playwright/test';
import { expect, test } from './lib/app';

const PRELOAD = join(import.meta.dirname, '../../out/preload/index.cjs');

/** A window made by mistake: with the app's bridge, at any address. */
async function foreignWindow(app: ElectronApplication, url: string, frames = false): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      ({ BrowserWindow }, { preload, url, frames }) => {
        const webPreferences = { preload, sandbox: true, nodeIntegrationInSubFrames: frames };
        void new BrowserWindow({ show: false, webPreferences }).loadURL(url);
      },
      { preload: PRELOAD, url, frames },
    ),
  ]);
  await page.waitForLoadState();
  return page;
}

/** What the channels answer with when they are called as they should be. */
function answersTo(page: Page | Frame): Promise<string[]> {
  return page.evaluate(async () => {
    const bridge: object = window.gamgui;
    const call: (...words: unknown[]) => Promise<unknown> = Reflect.get(bridge, 'call');
    const id = 'nosuchone';
    const choice = { tenant: 'demo', backend: 'local', size: 'standard', lifeMs: null };
    const all = [
      ['app.info'],
      ['places.list'],
      ['tenants.list'],
      ['settings.get'],
      ['settings.set', { theme: 'light' }],
      ['sessions.list'],
      ['sessions.create', choice],
      ['sessions.end', { id }],
      ['terminal.session'],
      ['terminal.drawn'],
      ['terminal.connect'],
      ['window.home', { show: 'sessions' }],
    ];
    const answers = await Promise.all(all.map((words) => call(...words)));
    return answers.map((answer) => JSON.stringify(answer));
  });
}

/** A server on this computer that counts who comes. */
async function countingServer() {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    response.end('here');
  });
  server.on('upgrade', () => {
    visits += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, visits: () => visits, close: () => server.close() };
}

for (const url of ['data:text/html,<title>x</title>', 'app://gamgui/other/index.html']) {
  test(`a page at ${url.slice(0, 12)}… is refused every call`, async ({ start }) => {
    const { app, home } = await start();
    const page = await foreignWindow(app, url);
    for (const answer of await answersTo(page)) expect(answer).toContain('"code":"refused"');
    const { value } = await home.evaluate(async () => {
      const answer = await window.gamgui.call('settings.get');
      return { value: answer.ok ? answer.value.theme : 'none' };
    });
    expect(value).toBe('system');
    await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  });
}

test('a frame in a page is refused every call, even where it was given the bridge', async ({
  start,
}) => {
  const { app } = await start();
  const own = 'app://gamgui/home/index.html';
  const page = await foreignWindow(app, own, true);
  const sources = ['about:blank', own, 'data:text/html,x', 'blob:app://gamgui/x'];
  await page.evaluate((all) => {
    for (const src of all)
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    const frame = document.createElement('iframe');
    frame.srcdoc = '<title>x</title>';
    document.body.append(frame);
  }, sources);
  await expect.poll(() => page.frames().length).toBe(sources.length + 2);
  let asked = 0;
  for (const frame of page.frames().slice(1)) {
    // Chromium runs the preload in some of these frames only.
    if (!(await frame.evaluate(() => 'gamgui' in window))) continue;
    asked += 1;
    for (const answer of await answersTo(frame)) expect(answer).toContain('"code":"refused"');
  }
  expect(asked).toBeGreaterThan(0);
});

test('a page has nothing of Node or Electron, and its policy holds', async ({ start }) => {
  const { app, home } = await start();
  const found = await home.evaluate(async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    const violated = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) =>
        resolve(event.effectiveDirective),
      ),
    );
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.head.append(script);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame = frame.contentWindow === null ? [] : Object.keys(frame.contentWindow);
    frame.remove();
    return {
      there: names.filter((name) => name in window),
      bridge: Object.keys(window.gamgui),
      inFrame: inFrame.includes('gamgui'),
      violated: await violated,
      title: document.title,
    };
  });
  expect(found).toMatchObject({ there: [], bridge: ['call', 'send', 'on'], inFrame: false });
  expect(found.violated).toMatch(/^script-src/);
  expect(found.title).not.toBe('taken over');
  const policy = await app.evaluate(async ({ net }) => {
    const answer = await net.fetch('app://gamgui/home/index.html');
    return answer.headers.get('content-security-policy');
  });
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
});

test('a page cannot leave, open windows, or reach a network', async ({ start }) => {
  const { app, home } = await start();
  const server = await countingServer();
  const reach = async (address: string) => {
    const opened = window.open(`http://${address}/`);
    const link = document.createElement('a');
    link.href = `http://${address}/`;
    link.click();
    link.target = '_blank';
    link.click();
    const picture = new Image();
    const shown = new Promise((resolve) => {
      picture.onload = () => resolve(true);
      picture.onerror = () => resolve(false);
    });
    picture.src = `http://${address}/x.png`;
    const fetched = await fetch(`http://${address}/`, { mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    const socket = await new Promise((resolve) => {
      try {
        const socket = new WebSocket(`ws://${address}/`);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      } catch {
        resolve(false);
      }
    });
    return { opened: opened !== null, shown: await shown, fetched, socket };
  };
  const nothing = { opened: false, shown: false, fetched: false, socket: false };
  const address = home.url();
  expect(await home.evaluate(reach, server.address)).toEqual(nothing);
  expect(home.url()).toBe(address);
  // A page without the policy meets the second wall.
  const foreign = await foreignWindow(app, 'data:text/html,<title>x</title>');
  expect(await foreign.evaluate(reach, server.address)).toEqual(nothing);
  expect(foreign.url()).toBe('data:text/html,<title>x</title>');
  expect(app.windows()).toHaveLength(2);
  expect(server.visits()).toBe(0);
  server.close();
});

test('a page gets no permission but the clipboard and the names of fonts', async ({ start }) => {
  const { home } = await start();
  const answers = await home.evaluate(async () => {
    const place = new Promise<number>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve(0),
        (error) => resolve(error.code),
      ),
    );
    const media = navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'given',
      (error: Error) => error.name,
    );
    const state = async (name: PermissionName) =>
      (await navigator.permissions.query({ name })).state;
    return {
      place: await place,
      notes: await Notification.requestPermission(),
      media: await media,
      states: await Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone'] as const).map(state),
      ),
    };
  });
  // 1 is PERMISSION_DENIED.
  expect(answers.place).toBe(1);
  expect(answers.notes).toBe('denied');
  expect(answers.media).toMatch(/NotAllowedError|NotFoundError/);
  expect(answers.states).toEqual(['denied', 'denied', 'denied', 'denied']);
});
