/**
 * The computer slept: what a window shows of it, and what becomes of keys that were typed meanwhile. Chromium ends the
 * connections of its debugging port when it sleeps, Playwright's to pages among them: from then on the page is asked by main.
 */
import type { ElectronApplication } from '@playwright/test';
import { test as base, expect } from './lib/app';
import { type Hole, makeHole } from './lib/hole/hole';
import { onlySession } from './lib/place/place';
import { type Login1, startLogin1, whyNoLogin1 } from './lib/sleep/login1';
import { typeLine, waitForScreen } from './lib/terminal';

const test = base.extend<{ hole: Hole; login1: Login1 }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  hole: async ({}, use) => {
    const hole = await makeHole();
    await use(hole);
    await hole.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  login1: async ({}, use) => {
    const why = whyNoLogin1();
    test.skip(why !== null, why ?? '');
    const login1 = await startLogin1();
    await use(login1);
    await login1.stop();
  },
});

/** The page of the terminal window, by way of main. */
class SleptPage {
  readonly #app: ElectronApplication;

  constructor(app: ElectronApplication) {
    this.#app = app;
  }

  /** What an expression is there, as text. */
  ask(code: string): Promise<string> {
    return this.#app.evaluate(async ({ webContents }, asked) => {
      const page = webContents
        .getAllWebContents()
        .find((one) => one.getURL().includes('/terminal/'));
      return String(await page?.executeJavaScript(asked));
    }, code);
  }

  /** Real key events. */
  type(text: string): Promise<void> {
    return this.#app.evaluate(({ webContents }, typed) => {
      const page = webContents
        .getAllWebContents()
        .find((one) => one.getURL().includes('/terminal/'));
      page?.focus();
      for (const key of typed) {
        const keyCode = key === '\r' ? 'Enter' : key === '\u001b' ? 'Escape' : key;
        page?.sendInputEvent({ type: 'keyDown', keyCode });
        if (keyCode !== 'Escape') page?.sendInputEvent({ type: 'char', keyCode });
        page?.sendInputEvent({ type: 'keyUp', keyCode });
      }
    }, text);
  }

  async click(button: string): Promise<void> {
    const found = `[...document.querySelectorAll('button')].find((one) => one.textContent.includes('${button}'))`;
    await this.ask(`${found}.click()`);
  }

  get link() {
    return expect.poll(() => this.ask(`document.querySelector('.header .link').textContent`));
  }

  get notices() {
    return expect.poll(() => this.ask(`document.querySelector('.notices').textContent`));
  }

  get screen() {
    return expect.poll(() => this.ask('window.gamguiProbe.text()'));
  }
}

test('a link that died in a sleep is noticed as the computer wakes; new keys go by themselves, old ones ask', async ({
  // Before the app: it does not outlive its bus.
  login1,
  place,
  profile,
  start,
  hole,
}) => {
  test.setTimeout(400_000);
  const { app, home, opens } = await start({ ...hole.env, ...login1.env });
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'echo before');
  await waitForScreen(terminal, /^before$/m);
  await login1.isHeard;
  const page = new SleptPage(app);

  login1.say('sleep');
  await hole.open();
  // By the app's own clock: what drives it may be late.
  const woke = await app.evaluateHandle(({ powerMonitor }) => ({
    at: new Promise<number>((go) => powerMonitor.once('resume', () => go(Date.now()))),
  }));
  login1.say('wake');
  await page.link.toContain('Reconnecting');
  const noticed = Date.now();
  // 3 s is what an answer may take; by silence alone it is noticed after 10 s at the earliest.
  expect(noticed - (await woke.evaluate(({ at }) => at))).toBeLessThan(8_000);

  await expect
    .poll(() => page.ask(`document.querySelector('.header .seen').textContent`))
    .toContain('last seen');

  await page.type('echo new keys\r');
  await page.notices.toContain('14 keystrokes waiting');
  await page.notices.toContain('echo new keys⏎');
  await hole.close();
  login1.say('wake');
  await page.screen.toMatch(/^new keys$/m);
  await page.link.toContain('Live');
  await page.notices.toBe('');

  await hole.open();
  login1.say('wake');
  await page.link.toContain('Reconnecting');
  await page.type('echo old keys\r');
  await page.notices.toContain('You are asked before they go.');
  await hole.close();
  await page.click('Try now');
  await page.notices.toContain('You typed 14 keystrokes while away.');
  await page.notices.toContain('Back after');
  await page.link.toContain('Live');
  // The safe answer has the focus when nobody types any more.
  await expect.poll(() => page.ask('document.activeElement.textContent')).toContain('Discard');
  await page.type('\u001b');
  await page.notices.toBe('');
  await page.type('echo after\r');
  await page.screen.toMatch(/^after$/m);
  const journal = (await place.journalOf(await onlySession(profile))).toString();
  expect(journal).not.toContain('old keys');
  expect(journal.match(/new keys/g)).toHaveLength(2);
});
