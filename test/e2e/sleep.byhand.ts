/** The computer slept: what a window shows of it, and what becomes of keys that were typed meanwhile. Run by hand alone. */
import type { Page } from '@playwright/test';
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

const linkOf = (terminal: Page) => terminal.locator('.header .link');
const noticesOf = (terminal: Page) => terminal.getByRole('region', { name: 'Notices' });

/** When the link's state became this, by the window's clock. */
function timeOf(terminal: Page, word: string): Promise<number> {
  return terminal.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const link = document.querySelector('.header .link');
        const look = () => {
          if (link?.textContent?.includes(wanted)) resolve(Date.now());
        };
        if (link !== null) {
          new MutationObserver(look).observe(link, {
            subtree: true,
            childList: true,
            characterData: true,
          });
        }
        look();
      }),
    word,
  );
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

  login1.say('sleep');
  await hole.open();
  // By the app's own clocks: what drives it may be late.
  const woke = await app.evaluateHandle(({ powerMonitor }) => {
    const at = new Promise<number>((go) => powerMonitor.once('resume', () => go(Date.now())));
    return { at };
  });
  const noticed = timeOf(terminal, 'Reconnecting');
  login1.say('wake');
  // 3 s is what an answer may take; by silence alone it is noticed after 10 s at the earliest.
  expect((await noticed) - (await woke.evaluate(({ at }) => at))).toBeLessThan(8_000);
  await expect(terminal.locator('.header .seen')).toContainText('last seen');

  await typeLine(terminal, 'echo new keys');
  await expect(noticesOf(terminal)).toContainText('14 keystrokes waiting');
  await expect(noticesOf(terminal)).toContainText('echo new keys⏎');
  await hole.close();
  login1.say('wake');
  await waitForScreen(terminal, /^new keys$/m);
  await expect(linkOf(terminal)).toContainText('Live');
  await expect(noticesOf(terminal)).toHaveCount(0);

  await hole.open();
  login1.say('wake');
  await expect(linkOf(terminal)).toContainText('Reconnecting');
  await typeLine(terminal, 'echo old keys');
  await expect(noticesOf(terminal)).toContainText('You are asked before they go.');
  await hole.close();
  await terminal.getByRole('button', { name: /Try now/ }).click();
  await expect(noticesOf(terminal)).toContainText('You typed 14 keystrokes while away.');
  await expect(noticesOf(terminal)).toContainText('Back after');
  // The safe answer has the focus when nobody types any more.
  await expect(terminal.getByRole('button', { name: 'Discard' })).toBeFocused();
  await terminal.keyboard.press('Escape');
  await expect(noticesOf(terminal)).toHaveCount(0);
  await terminal.keyboard.type('echo after\r');
  await waitForScreen(terminal, /^after$/m);
  const journal = (await place.journalOf(await onlySession(profile))).toString();
  expect(journal).not.toContain('old keys');
  expect(journal.match(/new keys/g)).toHaveLength(2);
});
