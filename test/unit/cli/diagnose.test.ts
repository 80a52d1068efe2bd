/** `diagnose` on a computer without Python, GAM and a cluster: it says so, exits with 1, and starts nothing. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../../main/cli/cli';
import { makeCore } from '../../../main/core';
import { TargetReport } from '../../../preload/contract';
import { noDesktop } from '../support/desktop';
import { FakeIo, Sink } from './fake-io';

let profile = '';
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-diagnose-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

async function diagnose(words: string[], more: NodeJS.ProcessEnv = {}) {
  const stdout = new Sink();
  const io = new FakeIo(profile, stdout);
  const env = {
    PATH: '/nowhere',
    HOME: profile,
    GAMGUI_CACHE_DIR: profile,
    KUBECONFIG: join(profile, 'none'),
    ...more,
  };
  const open = () =>
    makeCore({
      profile,
      agent: join(import.meta.dirname, '../../../agent'),
      version: '1.2.3',
      env,
      desktop: noDesktop,
    });
  const code = await runCli(['diagnose', ...words], io, { version: '1.2.3', open });
  return { code, stdout: stdout.text, stderr: io.stderr.text };
}

describe('diagnose', () => {
  test('says what is missing here, and what to do', async () => {
    const { code, stdout } = await diagnose(['local']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAILED +Python 3\.10 or later: There is none/);
    expect(stdout).toMatch(/FAILED +GAM: There is none/);
    expect(stdout).toMatch(/\$ (sudo apt-get install python3|brew install python)/);
    expect(stdout).toContain(profile);
  });

  test('of all there is: what is not set up is no failure', async () => {
    const { stdout } = await diagnose(['--json']);
    const reports = z.array(TargetReport).parse(JSON.parse(stdout));
    const kinds = new Map(
      reports.map(({ target, results }) => [
        String(target),
        new Set(results.map(({ outcome }) => outcome.kind)),
      ]),
    );
    expect(kinds.get('kubernetes')).toEqual(new Set(['unchecked']));
    expect(kinds.get('google')).toEqual(new Set(['unchecked']));
    expect(kinds.get('computer')?.has('failed')).toBe(false);
    expect(kinds.get('local')?.has('failed')).toBe(true);
  });

  test('of what has a failure elsewhere alone exits with 0', async () =>
    expect(await diagnose(['google'])).toMatchObject({ code: 0, stderr: '' }));

  test('as a report names nothing of this computer', async () => {
    const { stdout } = await diagnose(['--report']);
    expect(stdout).toContain('<path-1>');
    for (const name of [profile, homedir(), 'gamgui-diagnose']) expect(stdout).not.toContain(name);
  });

  test('of what is not there is refused', async () =>
    expect(await diagnose(['moon'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“moon”'),
    }));

  test('leaves no session and no copy of the agent', async () => {
    await diagnose([]);
    const all = readdirSync(profile, { recursive: true, encoding: 'utf8' });
    expect(all.filter((path) => /^(sessions|agents|records)\/./.test(path))).toEqual([]);
  });

  test('of a cluster that refuses says where the way ends', async () => {
    const { stdout, code } = await diagnose(['kubernetes'], { K8S_CONTEXT: 'nowhere' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAILED +Cluster found: Not found/);
    expect(stdout).toContain('The kubeconfig has no context “nowhere”.');
    expect(stdout).toContain('$ kubectl config get-contexts');
    expect(stdout).toMatch(/not checked +Who you are: It needs/);
  });
});
