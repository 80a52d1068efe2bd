/** The process of a window's page is killed in the midst of output: the page comes back, and is given every byte. */
import { createHash } from 'node:crypto';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

/** Lines of 20 bytes, in parts with a pause between, so that it runs before, while and after. */
const OUTPUT = 'for n in $(seq 100); do seq -f %019.0f "$n"0000 "$n"0999; sleep 0.05; done';

test('a window whose page has died shows all of its session again', async ({
  place,
  profile,
  start,
}) => {
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const url = terminal.url();
  await typeLine(terminal, `${OUTPUT}; echo done-$((1+1))`);
  await waitForScreen(terminal, /0{10}\d+\n/);
  /** Runs in the page, whichever process it has: Playwright has given up the one that died. */
  const inPage = (script: string) =>
    app.evaluate(
      ({ webContents }, [address, words]) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL() === address)
          ?.executeJavaScript(words ?? ''),
      [url, script],
    );
  const pid = () =>
    app.evaluate(
      ({ webContents }, address) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL() === address)
          ?.getOSProcessId(),
      url,
    );
  const first = await pid();
  process.kill(first ?? 0, 'SIGKILL');
  await expect.poll(pid).not.toBe(first);
  await expect.poll(() => inPage('window.gamguiProbe?.text() ?? ""')).toMatch(/^done-2$/m);
  const journal = await place.journalOf(await onlySession(profile));
  const wanted = createHash('sha256').update(journal).digest('hex');
  expect(await inPage('window.gamguiProbe.sha256()')).toBe(wanted);
});
