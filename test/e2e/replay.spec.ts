/** Replay types nothing, and a person can type during it: in a real Chromium, with real keys. */
import { expect, test } from './lib/page';

const ESC = '\u001b';

/** What xterm answers, as a journal may hold it. */
const QUERIES = [
  `${ESC}[6n`,
  `${ESC}[5n`,
  `${ESC}[?6n`,
  `${ESC}[c`,
  `${ESC}[>c`,
  `${ESC}[?1004$p`,
  `${ESC}[4$p`,
  `${ESC}[18t`,
  `${ESC}]10;?${ESC}\\`,
  `${ESC}]11;?\u0007`,
  `${ESC}]4;1;?${ESC}\\`,
  `${ESC}P$qm${ESC}\\`,
  `${ESC}P$q"p${ESC}\\`,
  // Asks to be told of the focus, which is told at once.
  `${ESC}[?1004h`,
].join('');

/** Every control sequence there can be with up to one prefix and one intermediate, and a few numbers. */
function everySequence(): string {
  const prefixes = ['', '<', '=', '>', '?'];
  const intermediates = ['', ...Array.from({ length: 16 }, (_, i) => String.fromCharCode(32 + i))];
  const finals = Array.from({ length: 63 }, (_, i) => String.fromCharCode(64 + i));
  const numbers = ['', '0', '1', '5', '6', '18', '996', '1004'];
  const all: string[] = [];
  for (const prefix of prefixes)
    for (const intermediate of intermediates)
      for (const final of finals)
        for (const number of numbers) all.push(`${ESC}[${prefix}${number}${intermediate}${final}`);
  for (let osc = 0; osc < 200; osc++) all.push(`${ESC}]${osc};?${ESC}\\`);
  return all.join('');
}

test('a journal full of questions is not answered, the same questions live are', async ({
  open,
}) => {
  const terminal = await open();
  const { length } = QUERIES;
  await terminal.say(
    { type: 'begin', from: 0, live: length, start: 0 },
    { type: 'output', offset: 0, data: QUERIES },
  );
  await terminal.parsed(length);
  expect(await terminal.input()).toBe('');
  await terminal.say({ type: 'output', offset: length, data: `${QUERIES}done` });
  await terminal.parsed(2 * length + 4);
  const answers = await terminal.input();
  expect(answers).toContain(`${ESC}[?1;2c`);
  expect(answers).toContain(']11;rgb:');
});

test('no control sequence at all is answered in replay', async ({ open }) => {
  const terminal = await open();
  const all = everySequence();
  await terminal.say({ type: 'begin', from: 0, live: all.length, start: 0 });
  const step = 32_768;
  for (let at = 0; at < all.length; at += step)
    await terminal.say({ type: 'output', offset: at, data: all.slice(at, at + step) });
  await terminal.parsed(all.length);
  expect(await terminal.input()).toBe('');
});

test('a sequence that xterm stumbles over does not stop the terminal', async ({ open }) => {
  const terminal = await open();
  const [start] = await terminal.heard('start');
  const { cols, rows } = start?.type === 'start' ? start.size : { cols: 0, rows: 0 };
  const text = `gone${ESC}[${rows};${cols}Hx${ESC}[1J${ESC}[Hshown`;
  await terminal.say(
    { type: 'begin', from: 0, live: 0, start: 0 },
    { type: 'output', offset: 0, data: text },
  );
  await terminal.parsed(text.length);
  expect(await terminal.text()).toMatch(/^shown\s*$/);
  await expect(terminal.page.getByText('could not be shown')).toHaveCount(0);
});

test('a chunk that straddles the end of replay is split exactly', async ({ open }) => {
  const terminal = await open();
  await terminal.say(
    { type: 'begin', from: 0, live: 3, start: 0 },
    { type: 'output', offset: 0, data: `${ESC}[c${ESC}[c` },
  );
  await terminal.parsed(6);
  expect(await terminal.input()).toBe(`${ESC}[?1;2c`);
});

test('keys typed during replay are sent, each once and in order', async ({ open }) => {
  const terminal = await open();
  const chunk = `${QUERIES}x\r\n`.repeat(40);
  const chunks = 60;
  await terminal.say({ type: 'begin', from: 0, live: chunk.length * chunks, start: 0 });
  const typed = 'the quick brown fox';
  const typing = terminal.page.keyboard.type(typed, { delay: 5 });
  for (let i = 0; i < chunks; i++)
    await terminal.say({ type: 'output', offset: i * chunk.length, data: chunk });
  await typing;
  await terminal.parsed(chunk.length * chunks);
  expect(await terminal.input()).toBe(typed);
});

test('composed text is sent during replay', async ({ open }) => {
  const terminal = await open();
  const chunk = QUERIES.repeat(40);
  const chunks = 40;
  await terminal.say({ type: 'begin', from: 0, live: chunk.length * chunks, start: 0 });
  const devtools = await terminal.page.context().newCDPSession(terminal.page);
  for (let i = 0; i < chunks; i++) {
    await terminal.say({ type: 'output', offset: i * chunk.length, data: chunk });
    if (i !== 10 && i !== 20) continue;
    const text = i === 10 ? '日本' : 'に';
    await devtools.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    await devtools.send('Input.insertText', { text });
  }
  await terminal.parsed(chunk.length * chunks);
  expect(await terminal.input()).toBe('日本に');
});

test('sizes are those that bytes were written for, then the window’s', async ({ open }) => {
  const terminal = await open();
  const [start] = await terminal.heard('start');
  const first = `${'a'.repeat(30)}\r\n`;
  const second = 'b'.repeat(30);
  await terminal.say(
    { type: 'begin', from: 0, live: 62, start: 0 },
    { type: 'size', size: { cols: 20, rows: 10 } },
    { type: 'output', offset: 0, data: first },
    { type: 'size', size: { cols: 40, rows: 10 } },
    { type: 'output', offset: 32, data: second },
  );
  await terminal.parsed(62);
  // xterm puts the first line together again, as it does when a window becomes wider.
  expect(await terminal.text()).toMatch(/^a{30}\nb{30} *\n/);
  const resizes = await terminal.heard('resize');
  expect(resizes).toHaveLength(1);
  expect(resizes[0]).toMatchObject({ size: start?.type === 'start' ? start.size : null });
});
