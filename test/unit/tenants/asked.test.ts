/** What the real GAM says when a stand-in for Google takes its credentials or not, and what is made of that. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RuntimeFinder } from '../../../main/runtime/runtime';
import { askGoogle, type Run } from '../../../main/tenants/asked/ask';
import { NEEDED_SCOPES } from '../../../main/tenants/asked/scopes';
import { DEMO } from '../../../main/tenants/tenants';
import { PLANTED, signIn } from './gam-folders';

const AGENT = join(import.meta.dirname, '../../../agent');
const Ready = z.object({ env: z.record(z.string(), z.string()) });

let python = '';
let folder = '';
let demo: ChildProcessWithoutNullStreams;
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  const { gam } = await new RuntimeFinder(process.env).find();
  python = gam.python ?? '';
  folder = mkdtempSync(join(tmpdir(), 'gamgui-asked-'));
  mkdirSync(join(folder, 'work'));
  const own = ['--dir', join(folder, 'demo'), '--work', join(folder, 'work'), '--timezone', 'UTC'];
  demo = spawn(python, ['-I', AGENT, 'demo', ...own]);
  const [line] = await once(demo.stdout, 'data');
  env = { PATH: process.env['PATH'], HOME: folder, ...Ready.parse(JSON.parse(String(line))).env };
}, 60_000);

afterAll(async () => {
  const ended = once(demo, 'exit');
  demo.stdin.end();
  await ended;
  rmSync(folder, { recursive: true });
});

/** Runs the real GAM. */
function gam(more: NodeJS.ProcessEnv = {}): Run {
  return async ([, ...words]) => {
    const { status, stdout, stderr } = spawnSync(python, ['-I', '-m', 'gam', ...words], {
      env: { ...env, ...more },
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  };
}

/** What the stand-in does next. */
const fault = (text: string) => writeFileSync(join(folder, 'demo', 'faults'), `${text}\n`);
const asked = (run: Run = gam()) => askGoogle(DEMO, run, () => {});
const texts = async (run?: Run) => (await asked(run)).map(({ kind, text }) => `${kind}: ${text}`);

describe('each answer has its word', { timeout: 120_000 }, () => {
  test('all is well', async () => {
    const steps: string[] = [];
    const findings = await askGoogle(DEMO, gam(), (text) => steps.push(text));
    expect(findings).toEqual([
      { kind: 'ok', text: 'Google takes the sign-in of admin@demo.example.' },
      { kind: 'ok', text: 'The service account may act for users.' },
    ]);
    expect(steps).toHaveLength(3);
  });

  test('the administrator must sign in again', async () => {
    fault('rapt:1');
    expect(await texts()).toEqual([
      expect.stringContaining(
        'bad: Google wants the administrator to sign in again (invalid_rapt)',
      ),
    ]);
  });

  test('the sign-in was revoked', async () => {
    fault('revoked:1');
    expect(await texts()).toEqual([
      'bad: The administrator’s sign-in has expired or was revoked (invalid_grant).',
    ]);
  });

  test('permissions are missing, or for reading alone', async () => {
    fault('scopes:1');
    const [ok, none, read] = await texts();
    expect(ok).toBe('ok: Google takes the sign-in of admin@demo.example.');
    expect(none).toMatch(/^warn: GAM has no permission for: .*organisational units.*licences\.$/);
    expect(none).not.toContain('groups,');
    expect(read).toBe('warn: GAM may only read: users.');
  });

  test('there is no network', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const port = typeof address === 'object' ? address?.port : 0;
    closed.close();
    const proxy = `http://127.0.0.1:${port}`;
    expect(await texts(gam({ HTTPS_PROXY: proxy, https_proxy: proxy }))).toEqual([
      'bad: Google could not be reached: nothing is known of the credentials.',
    ]);
  });

  test('credentials of somebody else are refused, and none of them is in what is said', async () => {
    const own = join(env['GAMCFGDIR'] ?? '', 'oauth2.txt');
    const before = readFileSync(own, 'utf8');
    const theirs = {
      ...JSON.parse(before),
      ...signIn('demo.example'),
      token: '',
      token_expiry: '2020-01-01T00:00:00Z',
    };
    writeFileSync(own, JSON.stringify(theirs));
    const findings = await asked().finally(() => writeFileSync(own, before));
    expect(findings).toMatchObject([{ kind: 'bad' }]);
    for (const secret of Object.values(PLANTED))
      expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

test('the scopes are those of the installed GAM', () => {
  const find = spawnSync(python, ['-I', '-c', 'import gam; print(gam.__file__)'], {
    encoding: 'utf8',
  });
  const source = readFileSync(join(dirname(find.stdout.trim()), 'gamlib', 'glapi.py'), 'utf8');
  expect(NEEDED_SCOPES.filter((scope) => !source.includes(`'${scope}'`))).toEqual([]);
});
