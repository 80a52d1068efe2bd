/** What crashes is not written to the disk with what it knew: neither by the app nor by the kernel. Linux. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { PLANTED, writeGamFolder } from '../unit/tenants/gam-folders';
import { expect, test } from './lib/app';
import { allowDumps, dumpsIn, family, holds, whyNoDumps } from './lib/dumps';
import { filesWith } from './lib/place/secrets';
import { typeLine, waitForScreen } from './lib/terminal';

/** Made here, so that no file of the program has it. */
const MARKER = ['planted', 'for', 'dumps', '5d0e'].join('-');
const SECRETS = [MARKER, ...Object.values(PLANTED)];

test.skip(whyNoDumps() !== null, whyNoDumps() ?? '');

test('a page and the app crash, and nothing that they knew is on the disk', async ({
  place,
  profile,
  start,
}) => {
  const since = Date.now();
  const gam = join(profile, 'home', '.gam');
  writeGamFolder(gam, { DEFAULT: 'larkfield.example' });
  const { app, home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  // The page knows what is printed, which is in the session's journal too; main may still know what it has read.
  await typeLine(terminal, `echo ${MARKER}`);
  await waitForScreen(terminal, new RegExp(`^${MARKER}`, 'm'));
  await app.evaluate((_electron, known) => Object.assign(globalThis, { known }), SECRETS.join());
  const main = app.process();
  const reports = await app.evaluate(({ app }) => app.getPath('crashDumps'));
  const folders = allowDumps(family(main.pid ?? 0));
  const page = await terminalProcess(app);
  // Chromium and V8 have handlers of their own for the other signals that a crash is.
  process.kill(page, 'SIGABRT');
  // With all its memory a dump takes its time.
  await expect.poll(() => terminalProcess(app), { timeout: 120_000 }).not.toBe(page);
  await tellNothing(dumpsIn(folders, since));
  const ended = once(main, 'exit');
  // Main takes signals itself; Electron has a crash for tests.
  void app.evaluate(() => process.crash()).catch(() => {});
  expect(await ended).toEqual([null, expect.stringMatching(/^SIG/)]);
  await tellNothing(dumpsIn(folders, since));
  expect(existsSync(reports) ? await filesWith(reports, SECRETS) : []).toEqual([]);
  expect(await filesWith(profile, Object.values(PLANTED), gam)).toEqual([]);
});

test('the kernel does dump here what is not told not to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-dumps-'));
  const parts = JSON.stringify(MARKER.split('-'));
  const script = `globalThis.known = ${parts}.join('-'); console.log('up'); setInterval(() => {}, 1e6)`;
  const child = spawn(process.execPath, ['-e', script], { cwd: folder });
  await once(child.stdout, 'data');
  allowDumps([child.pid ?? 0]);
  const ended = once(child, 'exit');
  child.kill('SIGABRT');
  await ended;
  const [dump = ''] = dumpsIn([folder], 0);
  expect(await holds(dump, MARKER)).toBe(true);
  rmSync(folder, { recursive: true });
});

/** There are dumps, which hold none of the secrets; they are removed. */
async function tellNothing(dumps: readonly string[]): Promise<void> {
  const telling: string[] = [];
  for (const path of dumps)
    for (const secret of SECRETS) if (await holds(path, secret)) telling.push(`${path}: ${secret}`);
  for (const path of dumps) rmSync(path);
  expect(telling).toEqual([]);
  // The kernel did write something: that it holds nothing is the app's doing.
  expect(dumps.length).toBeGreaterThan(0);
}

/** The process of the terminal's page. */
function terminalProcess(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().includes('/terminal/'))
        ?.getOSProcessId() ?? 0,
  );
}
