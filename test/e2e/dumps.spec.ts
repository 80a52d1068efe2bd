/** What crashes is not written to the disk with what it knew: neither by the app nor by the kernel. Linux. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { PLANTED, writeGamFolder } from '../unit/tenants/gam-folders';
import { expect, test } from './lib/app';
import { allowDumps, dumpsIn, family, memoryIn, whyNoDumps } from './lib/dumps';
import { filesWith } from './lib/place/secrets';
import { typeLine, waitForScreen } from './lib/terminal';

/** Made here, so that no file of the program has it. */
const MARKER = ['planted', 'for', 'dumps', '5d0e'].join('-');
const SECRETS = [MARKER, ...Object.values(PLANTED)];

/** Bytes that the kernel itself maps into every process (vDSO), which are dumped whatever is asked for. */
const OF_THE_KERNEL = 65_536;

test.skip(whyNoDumps() !== null, whyNoDumps() ?? '');

test('a page and the app crash, and nothing that they knew is on the disk', async ({
  place,
  profile,
  start,
}) => {
  // The app begins with what its user has: a shell that dumps.
  const [folder = ''] = allowDumps([process.pid]);
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
  await crashPage(await terminalProcess(app));
  expect(dumpsIn([folder], since)).toEqual([]);

  // Dumps can be asked for all the same: there is no memory in them.
  const again = await terminalProcess(app);
  const folders = allowDumps(family(main.pid ?? 0));
  await crashPage(again);
  hasNoMemory(dumpsIn(folders, since));
  const ended = once(main, 'exit');
  // Main takes signals itself; Electron has a crash for tests.
  void app.evaluate(() => process.crash()).catch(() => {});
  expect(await ended).toEqual([null, expect.stringMatching(/^SIG/)]);
  hasNoMemory(dumpsIn(folders, since));
  expect(existsSync(reports) ? await filesWith(reports, SECRETS) : []).toEqual([]);
  expect(await filesWith(profile, Object.values(PLANTED), gam)).toEqual([]);
});

test('the kernel does dump here what is not told not to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-dumps-'));
  const script = `console.log('up'); setInterval(() => {}, 1e6)`;
  const child = spawn(process.execPath, ['-e', script], { cwd: folder });
  await once(child.stdout, 'data');
  allowDumps([child.pid ?? 0]);
  const ended = once(child, 'exit');
  child.kill('SIGABRT');
  await ended;
  const [dump = ''] = dumpsIn([folder], 0);
  expect(memoryIn(dump)).toBeGreaterThan(OF_THE_KERNEL);
  rmSync(folder, { recursive: true });
});

/** Ends the terminal's page as the kernel ends what has gone wrong. */
async function crashPage(page: number): Promise<void> {
  // Chromium and V8 have handlers of their own for the other signals that a crash is.
  process.kill(page, 'SIGABRT');
  // With all its memory a dump takes its time, and the process is there until it is written.
  await expect.poll(() => existsSync(`/proc/${page}`), { timeout: 120_000 }).toBe(false);
}

/** There are dumps, with registers in them and no memory; they are removed. */
function hasNoMemory(dumps: readonly string[]): void {
  const memory = dumps.map(memoryIn);
  for (const path of dumps) rmSync(path);
  for (const bytes of memory) expect(bytes).toBeLessThanOrEqual(OF_THE_KERNEL);
  // The kernel did write something: that it holds nothing is the app's doing.
  expect(dumps.length).toBeGreaterThan(0);
}

/** The process of the terminal's page, once it has one: a page that has crashed is loaded again. */
async function terminalProcess(app: ElectronApplication): Promise<number> {
  let process = 0;
  const look = async (): Promise<number> => {
    process = await app.evaluate(
      ({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((one) => one.getURL().includes('/terminal/'))
          ?.getOSProcessId() ?? 0,
    );
    return process;
  };
  await expect.poll(look, { timeout: 120_000 }).not.toBe(0);
  return process;
}
