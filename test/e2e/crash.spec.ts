/** What a session prints outlives the app: killed in the midst of it, the next one shows every byte. */
import { createHash } from 'node:crypto';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

const LINES = 500_000;
/** What each line says beside its number: 42 bytes on a terminal, so 21 MB in all. */
const WORDS = 'of a stream whose bytes count';

/** The stream as a terminal gives it. */
function expectedStream(): Buffer {
  const lines = Array.from({ length: LINES }, (_, i) => {
    return `${String(i + 1).padStart(8, '0')} ${WORDS}..\r\n`;
  });
  return Buffer.from(lines.join(''));
}

test('a stream of 20 MB comes whole although the app is killed in its midst', async ({
  place,
  profile,
  start,
}) => {
  const first = await start();
  const terminal = await first.opens(() => place.begin(first.home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, `seq -f '%08.0f ${WORDS}..' ${LINES}; echo all $((1 + 1)) done`);
  await expect
    .poll(() => terminal.evaluate(() => window.gamguiProbe?.length ?? 0), { intervals: [20] })
    .toBeGreaterThan(1_000_000);
  await first.kill();
  const id = await onlySession(profile);
  expect((await place.journalOf(id)).includes('all 2 done')).toBe(false);

  const second = await start();
  await expect(second.home.getByRole('row')).toHaveCount(1);
  const [again = second.home] = await second.terminals(1);
  await waitForScreen(again, /^all 2 done\n.*\$ $/m);

  const journal = await place.journalOf(id);
  const stream = expectedStream();
  expect(stream.length).toBeGreaterThan(20_000_000);
  expect(journal.includes(stream)).toBe(true);
  const given = await again.evaluate(async () => ({
    length: window.gamguiProbe?.length,
    sha256: await window.gamguiProbe?.sha256(),
  }));
  const sha256 = createHash('sha256').update(journal).digest('hex');
  expect(given).toEqual({ length: journal.length, sha256 });
});
