/** A terminal window by itself: acknowledgements, pastes, notices, drawing. */
import type { Page } from '@playwright/test';
import { expect, test } from './lib/page';

/** Pastes as a person does. */
function pasteInto(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true });
    document.querySelector('textarea')?.dispatchEvent(event);
  }, text);
}

const LIVE = { type: 'begin', from: 0, live: 0, start: 0 } as const;

test('a flood is acknowledged in few messages, and every byte of it reaches xterm', async ({
  open,
}) => {
  const terminal = await open();
  const chunk = `${'0123456789'.repeat(99)}\r\n`;
  const part = chunk.repeat(16);
  await terminal.say(LIVE);
  const parts = 64;
  await terminal.page.evaluate(
    ([data, n]) => {
      for (let i = 0; i < n; i++)
        window.fake.say({ type: 'output', offset: i * data.length, data });
    },
    [part, parts] as const,
  );
  await terminal.parsed(part.length * parts);
  const acks = await terminal.heard('ack');
  expect(acks.length).toBeLessThanOrEqual(parts / 3);
  expect(await terminal.page.evaluate(() => window.gamguiProbe?.length)).toBe(part.length * parts);
});

test('what is typed before the way to the session is there goes when it is', async ({ open }) => {
  const terminal = await open('', { late: true });
  await terminal.page.keyboard.type('gam info domain');
  expect(await terminal.page.evaluate(() => window.fake.heard.length)).toBe(0);
  await terminal.page.evaluate(() => window.fake.connect());
  await expect.poll(() => terminal.input()).toBe('gam info domain');
  const [first] = await terminal.page.evaluate(() => window.fake.heard);
  expect(first?.type).toBe('start');
});

test('what a link sends twice is shown once', async ({ open }) => {
  const terminal = await open();
  await terminal.say(
    LIVE,
    { type: 'output', offset: 0, data: 'one two ' },
    { type: 'begin', from: 4, live: 8, start: 0 },
    { type: 'output', offset: 4, data: 'two three' },
  );
  await terminal.parsed(13);
  expect(await terminal.text()).toContain('one two three');
});

test('a new window that is asked for output shows it when it has come again', async ({ open }) => {
  const before = 'before\r\n';
  const all = `${before}the job\r\n${'more\r\n'.repeat(500)}`;
  const from = before.length;
  const terminal = await open('', { outputs: [from], wanted: { kind: 'output', from } });
  const { page } = terminal;
  const live = { kind: 'live', latencyMs: 1 } as const;
  const begin = { type: 'begin', from: 0, live: all.length, start: 0 } as const;
  await terminal.say(begin, { type: 'link', state: live });
  const taken = () =>
    page.evaluate(() => window.fake.asked.some(([channel]) => channel === 'window.takeAsked'));
  await expect.poll(taken).toBe(true);
  await terminal.say({ type: 'output', offset: 0, data: all });
  await terminal.parsed(all.length);
  await expect(page.locator('.xterm-rows')).toContainText('the job');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('several lines are shown before they are pasted, and the safe choice has the focus', async ({
  open,
}) => {
  const terminal = await open();
  const { page } = terminal;
  const paste = (text: string) => pasteInto(page, text);
  await terminal.say(LIVE, { type: 'output', offset: 0, data: '\u001b[?2004h' });
  await terminal.parsed(8);

  await paste('one line');
  expect(await terminal.input()).toBe('\u001b[200~one line\u001b[201~');

  await paste('a\nb\u001b[201~c\n');
  await expect(page.getByRole('dialog', { name: 'Paste 2 lines?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await terminal.input()).toBe('\u001b[200~one line\u001b[201~');

  await paste('a\nb\u001b[201~c\n');
  await page.getByRole('button', { name: 'Paste' }).click();
  expect(await terminal.input()).toBe(
    '\u001b[200~one line\u001b[201~\u001b[200~a\rb[201~c\r\u001b[201~',
  );
  await page.keyboard.type('x');
  await expect.poll(() => terminal.input()).toMatch(/x$/);
});

test('what is told of the lines that are not shown stands at none of them', async ({ open }) => {
  const terminal = await open();
  const { page } = terminal;
  await terminal.say(LIVE);
  const line = 'gam delete user somebody@demo.example\n';
  await pasteInto(page, line.repeat(700));
  const shown = page.locator('.paste-text p');
  const rest = shown.last();
  await expect(shown.first()).toContainText('deletes, for each row');
  await expect(rest).toHaveText('… and 6,600 more characters');
});

test('a notice lies over the terminal and does not change its size', async ({ open }) => {
  const terminal = await open();
  await terminal.say(LIVE, { type: 'output', offset: 0, data: 'x\r\n'.repeat(100) });
  await terminal.parsed(300);
  const away = { kind: 'reconnecting', seenAt: null, offline: false } as const;
  const state = { ...away, nextTryAt: 0, reason: 'No answer for 6 s' } as const;
  await terminal.say({ type: 'link', state });
  const notice = terminal.page.getByRole('region', { name: 'Notices' });
  await expect(notice).toContainText('What runs in the session goes on.');
  await terminal.page.getByRole('button', { name: /Try now/ }).click();
  expect(await terminal.heard('retry')).toHaveLength(1);
  // The cursor stays in sight above the notice.
  await expect
    .poll(async () => {
      const cursor = await terminal.page.locator('.xterm-cursor').boundingBox();
      const box = await notice.boundingBox();
      return (cursor?.y ?? 0) + (cursor?.height ?? 0) <= (box?.y ?? 0);
    })
    .toBe(true);
  expect(await terminal.heard('resize')).toEqual([]);
});

test('a terminal that is open elsewhere takes no keys and can be taken back', async ({ open }) => {
  const terminal = await open();
  const state = { kind: 'elsewhere', label: 'lena-desktop', since: Date.now() } as const;
  await terminal.say(LIVE, { type: 'link', state });
  await expect(terminal.page.getByText('Open on lena-desktop')).toBeVisible();
  await terminal.page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await terminal.page.keyboard.type('abc');
  expect(await terminal.input()).toBe('');
  await terminal.page.getByRole('button', { name: 'Take it back' }).click();
  expect(await terminal.heard('retry')).toHaveLength(1);
  await terminal.say({ type: 'link', state: { kind: 'live', latencyMs: 1 } });
  await terminal.page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await terminal.page.keyboard.type('abc');
  await expect.poll(() => terminal.input()).toBe('abc');
});

test('the shell keeps its letters, the app has its own', async ({ open }) => {
  const terminal = await open();
  const { page } = terminal;
  await terminal.say(LIVE, { type: 'output', offset: 0, data: 'needle in hay\r\n' });
  await terminal.parsed(15);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+w');
  expect(await terminal.input()).toBe('\u0003\u0017');
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('needle');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Terminal input' })).toBeFocused();
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(page.getByRole('button', { name: 'Let it run' })).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await terminal.input()).toBe('\u0003\u0017');
});

test('WebGL that is lost is made anew three times, then the DOM draws', async ({ open }) => {
  const terminal = await open('&renderer=webgl');
  const { page } = terminal;
  await terminal.say(LIVE, { type: 'output', offset: 0, data: 'still here' });
  await terminal.parsed(10);
  const contexts = () => page.locator('.xterm-screen canvas').count();
  const lose = () =>
    page.evaluate(() => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.xterm-screen canvas'))
        canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    });
  expect(await contexts()).toBeGreaterThan(0);
  for (let loss = 1; loss <= 3; loss++) {
    const before = await page.locator('.xterm-screen canvas').first().elementHandle();
    await lose();
    // xterm waits some seconds for the context to be restored before it calls it lost.
    await expect
      .poll(() => page.evaluate((canvas) => canvas?.isConnected ?? false, before), {
        timeout: 30_000,
      })
      .toBe(false);
  }
  await expect(page.locator('.xterm-rows')).toContainText('still here');
  expect(await contexts()).toBe(0);
});
