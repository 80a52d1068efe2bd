/**
 * With a cluster that refuses, a Docker that is stopped and no Python: each shows its reason and what to do, where a session
 * is made and in diagnostics, and nothing is begun anywhere.
 */
import { readdir, readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { violations } from './lib/axe';
import { deadSocket, refusingCluster } from './lib/refusing';

/** The programs of processes that were begun by the app of this profile and are none of Electron's, now. */
async function begunBy(profile: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`).catch(() => Buffer.alloc(0));
      if (!environment.includes(`GAMGUI_PROFILE=${profile}\0`)) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return /electron|gamgui/i.test(command.split('\0')[0] ?? '')
        ? []
        : [command.replaceAll('\0', ' ')];
    }),
  );
  return found.flat().filter((command) => command !== '');
}

/** The check with this title that needs a person. */
function openCheck(home: Page, title: string) {
  return home.getByRole('listitem').filter({ has: home.getByRole('heading', { name: title }) });
}

test('places that cannot be used say why and what to do, and nothing is begun', async ({
  profile,
  place,
  start,
}) => {
  const cluster = await refusingCluster(profile);
  const socket = await deadSocket(profile);
  const { app, home } = await start({
    KUBECONFIG: cluster.kubeconfig,
    K8S_CONTEXT: 'refusing',
    DOCKER_HOST: `unix://${socket}`,
    PATH: '/nowhere',
    GAMGUI_CACHE_DIR: `${profile}/no-cache`,
  });

  await test.step('a new session shows each reason, and cannot be begun', async () => {
    // The page listens to keys when it is there.
    await expect(home.getByRole('button', { name: 'Start a demo session' })).toBeVisible();
    await home.keyboard.press('Control+n');
    const sheet = home.getByRole('dialog');
    await expect(sheet).toContainText('the cluster does not accept who you are (401)');
    await expect(sheet).toContainText('renew the user entry in your kubeconfig');
    await expect(sheet).toContainText(
      'Docker cannot be used: nothing answers at its socket. Start Docker',
    );
    await expect(sheet).toContainText('Python 3.10 or later was not found');
    await expect(sheet).toContainText('Install Python');
    await expect(sheet.getByRole('button', { name: /^Start/ })).toBeDisabled();
    await home.keyboard.press('Escape');
  });

  await home.getByRole('button', { name: 'Diagnostics' }).click();
  const targets = home.getByRole('navigation', { name: 'What is checked' });

  await test.step('the cluster: how far the way is open, and where it ends', async () => {
    await targets.getByRole('button', { name: /refusing/ }).click();
    const check = openCheck(home, 'Who you are');
    await expect(check).toContainText('does not accept who you are (401)', { timeout: 20_000 });
    await expect(check.locator('pre')).toContainText('auth whoami');
    await expect(home.getByRole('list', { name: 'Checks' })).toContainText('Cluster reachable');
    await expect(home.getByRole('list', { name: 'Checks' })).toContainText(
      'Admission of a sessionNot checked: It needs',
    );
    expect(await violations(home)).toEqual([]);
    await home.screenshot({ path: test.info().outputPath('cluster.png') });
  });

  await test.step('Docker: that nothing answers, with the command that starts it', async () => {
    await targets.getByRole('button', { name: /^Docker/ }).click();
    const check = openCheck(home, 'Docker answers');
    await expect(check).toContainText('nothing answers at its socket');
    await expect(check.locator('pre')).toHaveText('sudo systemctl start docker');
  });

  await test.step('this computer: what is missing, with the command that installs it', async () => {
    await targets.getByRole('button', { name: /^Local/ }).click();
    await expect(openCheck(home, 'Python 3.10 or later')).toContainText('was not found');
    await expect(openCheck(home, 'GAM')).toContainText('GAM was not found on this computer');
    const python = openCheck(home, 'Python 3.10 or later');
    await python.getByRole('button', { name: /^Copy/ }).click();
    await expect
      .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/install python/);
    await home.screenshot({ path: test.info().outputPath('local.png') });
  });

  await test.step('the report names nothing', async () => {
    await home.getByRole('button', { name: 'Copy report' }).click();
    await expect(home.getByRole('button', { name: 'Report copied' })).toBeVisible();
    const report = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(report).toContain('FAILED');
    for (const name of [profile, homedir(), hostname(), 'refusing', 'not-to-be-shown'])
      expect(report).not.toContain(name);
  });

  await test.step('everything is checked again, by the keyboard', async () => {
    await home.keyboard.press('Control+r');
    await expect(openCheck(home, 'GAM')).toContainText('GAM was not found on this computer');
    await home.getByRole('button', { name: 'Check all' }).press('Enter');
    await expect(targets).not.toContainText('Not checked yet');
    await expect(targets).not.toContainText('Checking', { timeout: 30_000 });
  });

  expect(await place.everySession().catch(() => [])).toEqual([]);
  expect(await begunBy(profile)).toEqual([]);
  // Whoever asks may be told who they are and what they may: nothing else is sent that could make anything.
  const sent = cluster.asked.filter(
    (line) => !/^GET |\/selfsubject\w*reviews$|dryRun=All/.test(line),
  );
  expect(sent).toEqual([]);
  await cluster.close();
});

test('a session is diagnosed from its window', async ({ place, start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await terminal.getByRole('button', { name: 'More' }).click();
  await terminal.getByRole('menuitem', { name: 'Diagnose this session' }).click();
  const checks = home.getByRole('list', { name: 'Checks' });
  await expect(checks).toContainText('Passed: Agent', { timeout: 20_000 });
  await expect(checks).toContainText(/Passed: Link latency/);
  await expect(
    home.getByRole('list', { name: 'To be looked at' }).getByRole('listitem'),
  ).toHaveCount(0);
});
