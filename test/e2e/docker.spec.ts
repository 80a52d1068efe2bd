/** What there is in Docker alone: an engine that goes and comes back, containers that others end, and a Docker that is stopped. */
import type { Page } from '@playwright/test';
import { containerName } from '../../main/backends/docker/names';
import { SessionId } from '../../preload/contract';
import { test as base, expect } from './lib/app';
import type { TestDocker } from './lib/place/docker';
import { onlySession } from './lib/place/place';
import { typeLine, waitForScreen } from './lib/terminal';

const test = base.extend<{ engine: TestDocker }>({
  engine: async ({ docker }, use) => {
    if (docker === null) throw new Error('these tests are for Docker');
    await use(docker);
  },
});

const container = (id: string) => containerName(SessionId.parse(id));

/** Waits for the news that a session was started again where it was. */
async function seesRestart(terminal: Page): Promise<void> {
  await expect(terminal.getByText(/^The session was killed at .* started again\./)).toBeVisible();
}

test('a session goes on after its Docker was stopped and started', async ({
  engine,
  place,
  profile,
  start,
}) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'gam version simple > kept.txt; echo got $(cat kept.txt)');
  await waitForScreen(terminal, /^got 7\.\d+\.\d+$/m);
  const id = await onlySession(profile);
  const printed = await place.journalOf(id);

  await engine.daemon.stop();
  await expect(terminal.getByText('Reconnecting').first()).toBeVisible();
  await expect(home.getByRole('row').first()).toContainText('Reconnecting');
  await engine.daemon.start();
  await seesRestart(terminal);
  await typeLine(terminal, 'echo and $(cat kept.txt)');
  await waitForScreen(terminal, /^and 7\.\d+\.\d+$/m);
  const all = await place.journalOf(id);
  expect(all.subarray(0, printed.length)).toEqual(printed);
});

test('a container that others end is started again or told of', async ({
  engine,
  place,
  profile,
  start,
}) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  await typeLine(terminal, 'echo kept > kept.txt; gam version');
  await expect(terminal.getByRole('contentinfo')).toContainText('gam version');
  const id = await onlySession(profile);
  await engine.run('kill', container(id));
  await seesRestart(terminal);
  expect((await place.fileOf(id, 'kept.txt')).toString()).toBe('kept\n');
  await engine.run('rm', '--force', container(id));
  const told = 'The session was removed by something other than GamGUI.';
  await expect(terminal.getByText(told)).toBeVisible();
  await expect(home.getByText('removed by someone')).toBeVisible();
});

test('a session has its limits, and may do nothing outside', async ({
  engine,
  place,
  profile,
  shell,
}) => {
  const ran = await shell([
    'run',
    '--backend',
    'docker',
    '--keep',
    '--',
    'sh',
    '-c',
    'id -u; ls /sys/class/net',
  ]);
  expect(ran).toMatchObject({ code: 0, stdout: '10001\nlo\n' });
  const id = await onlySession(profile);
  const [found] = JSON.parse((await engine.run('inspect', container(id))).toString());
  expect(found.HostConfig).toMatchObject({
    NetworkMode: 'none',
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Memory: 512 * 2 ** 20,
    MemorySwap: 512 * 2 ** 20,
    NanoCpus: 5e8,
  });
  expect(await place.tracesOf(id)).toEqual([
    `container/${container(id)}`,
    `volume/${container(id)}`,
  ]);
});

test('a Docker that is stopped is said with the fix, and nothing runs anywhere unasked', async ({
  engine,
  place,
  shell,
  start,
}) => {
  await engine.daemon.stop();
  const { home } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  await home.keyboard.press('Control+n');
  const sheet = home.getByRole('dialog');
  await expect(sheet.getByText('Docker cannot be used now.')).toBeVisible();
  await expect(sheet.getByText(/nothing answers at its socket\. Start Docker, or/)).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Start session' })).toBeDisabled();
  const run = await shell(['run', '--backend', 'docker', '--', 'true']);
  expect(run.code).not.toBe(0);
  expect(run.stderr).toMatch(/nothing answers at its socket[\s\S]*Start Docker/);

  // The next one is offered, with the focus, and is used only then.
  await home.keyboard.press('Enter');
  await expect(sheet.getByRole('radio', { name: /Local/ })).toBeChecked();
  await expect(sheet.getByRole('button', { name: 'Start session' })).toBeFocused();
  await home.keyboard.press('Escape');
  await expect(home.getByRole('row')).toHaveCount(0);
  await engine.daemon.start();
  await home.keyboard.press('Control+n');
  await sheet.getByRole('button', { name: 'Look again' }).click();
  await expect(sheet.getByRole('button', { name: 'Start session' })).toBeEnabled();
  expect(await place.everySession()).toEqual([]);
});
