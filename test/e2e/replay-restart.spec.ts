/** Questions in a session's journal were answered once: an app that starts again and shows them types nothing. */
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

/** Where is the cursor, what are you, which colours: asked as programs do. */
const ASK = String.raw`printf '\033[6n\033[c\033[>c\033]10;?\033\\\033]11;?\007\033]4;1;?\007'`;

test('a restarted app answers nothing that a journal asks', async ({ place, profile, start }) => {
  const first = await start();
  const terminal = await first.opens(() => place.begin(first.home));
  await waitForScreen(terminal, /\$ $/m);
  const typed = () => terminal.evaluate(() => window.gamguiProbe?.input ?? '');
  await typeLine(terminal, `${ASK}; cat > got`);
  // Live they are answered, and what is typed goes into the file.
  await expect.poll(typed).toMatch(/\[\d+;\d+R.*\[\?1;2c.*\]10;rgb:.*\]11;rgb:.*\]4;1;rgb:/s);
  await typeLine(terminal, 'before');
  const id = await onlySession(profile);
  const got = async () => (await place.fileOf(id, 'got')).toString('latin1');
  await expect.poll(got).toMatch(/rgb:.*before\n$/s);
  const before = await got();
  await first.kill();
  const journal = await place.journalOf(id);
  for (const question of ['\u001b[6n', '\u001b[c', '\u001b]11;?\u0007'])
    expect(journal.includes(question)).toBe(true);

  const second = await start();
  const [again = second.home] = await second.terminals(1);
  await waitForScreen(again, /before$/m);
  await typeLine(again, 'after');
  await again.keyboard.press('Control+D');
  await waitForScreen(again, /after\n.*\$ $/m);
  expect(await got()).toBe(`${before}after\n`);
  expect(await again.evaluate(() => window.gamguiProbe?.input)).toBe('after\r\u0004');
});
