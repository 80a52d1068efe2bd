/** What there is in Docker alone: an engine that goes and comes back, containers that others end, and a Docker that is stopped. */
import type { Page } from '@playwright/test';
import { containerOf } from '../../main/backends/docker/container';
import { makeSession } from '../../main/backends/docker/creating';
import { Engine } from '../../main/backends/docker/engine';
import { containerName } from '../../main/backends/docker/names';
import { removeUnusedNetwork } from '../../main/backends/docker/network';
import { removeSession } from '../../main/backends/docker/removing';
import { DEMO } from '../../main/tenants/tenants';
import { CLUSTER_DEFAULTS, SessionId, TenantId } from '../../preload/contract';
import { aSpec } from '../unit/backends/kubernetes/a-spec';
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
  // The new prompt is below what was there.
  await waitForScreen(terminal, /^got 7\.\d+\.\d+\n.*\$ *\n.*\$ $/m);
  await expect(terminal.getByText('Reconnecting')).toHaveCount(0);
  await typeLine(terminal, 'echo and $(cat kept.txt)');
  await waitForScreen(terminal, /^and 7\.\d+\.\d+/m);
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

test('sessions that go out are on a network of their own, which goes with the last of them', async ({
  engine,
  place,
}) => {
  const host = engine.daemon.address.DOCKER_HOST;
  const api = await Engine.open({ host, certificates: null });
  const tenant = { ...DEMO, id: TenantId.parse('larkfield') };
  const ids = ['netone', 'nettwo'].map((id) => SessionId.parse(id));
  const owner = 'e2e';
  for (const id of ids) {
    const spec = aSpec({ id, tenant });
    const parts = { image: engine.image, owner, cpu: '1', memory: '256Mi', cpus: 1 };
    const signal = new AbortController().signal;
    const settings = { image: null, sizes: CLUSTER_DEFAULTS.sizes, timezone: 'UTC' };
    const made = {
      engine: api,
      owner,
      settings,
      credentials: () => null,
      progress: () => {},
      signal,
    };
    await makeSession(spec, containerOf(spec, { ...parts, timezone: 'UTC' }), made);
  }
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('there are two');
  await removeSession(first, api, owner);
  // Also one that is stopped will need it again.
  await engine.run('stop', container(second));
  await removeUnusedNetwork(api);
  expect(await place.everySession()).toContain('network/gamgui');
  await removeSession(second, api, owner);
  expect(await place.everySession()).toEqual([]);
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
  // Each time it is asked for, the places are looked at anew.
  await home.keyboard.press('Control+n');
  await expect(sheet.getByRole('button', { name: 'Start session' })).toBeEnabled();
  expect(await place.everySession()).toEqual([]);
});
