import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../../main/cli/cli';
import { makeCore } from '../../../main/core';
import { noDesktop } from '../support/desktop';
import { FakeIo, Sink } from './fake-io';

// A profile without GAM and Python: nothing here may need a session.
let profile = '';
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-cli-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

async function cli(...words: string[]) {
  const stdout = new Sink();
  const io = new FakeIo(profile, stdout);
  // An engine that this computer has is none of the test's.
  const DOCKER_HOST = `unix://${join(profile, 'none.sock')}`;
  const env = { PATH: '/nowhere', HOME: profile, GAMGUI_CACHE_DIR: profile, DOCKER_HOST };
  const open = () =>
    makeCore({ profile, agent: '/nowhere', version: '1.2.3', env, desktop: noDesktop });
  const code = await runCli(words, io, { version: '1.2.3', open });
  return { code, stdout: stdout.text, stderr: io.stderr.text };
}

/** What there is of sessions in the profile. */
function traces(): string[] {
  return readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(records|sessions|agents|run)\/./.test(path),
  );
}

describe('what needs no session', () => {
  test('help and version', async () => {
    expect(await cli('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
    const { code, stdout } = await cli('help');
    expect(code).toBe(0);
    for (const word of ['run', 'exec', 'put', 'get', 'export', 'sessions', 'end'])
      expect(stdout).toContain(`  ${word} `);
  });

  test('a list of none', async () => {
    expect(await cli('sessions')).toEqual({ code: 0, stdout: 'No sessions.\n', stderr: '' });
    expect(await cli('sessions', '--json')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });
});

describe('what cannot be is said on stderr, exits 2, and makes nothing', () => {
  test.each([
    ['run --tenant nobody -- gam', 'nobody'],
    ['run --backend moon -- gam', 'moon'],
    ['run --colour -- gam', '--colour'],
    ['walk', 'walk'],
    ['exec nosession -- gam', 'nosession'],
    ['end nosession', 'nosession'],
    ['get nosession file', 'nosession'],
  ])('%s', async (line, words) => {
    const { code, stdout, stderr } = await cli(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^gamgui: /);
    expect(traces()).toEqual([]);
  });

  test('with nothing in a word acting in the terminal', async () => {
    const { stderr } = await cli('run', '--tenant', '\u001b[2J\u202e', '--', 'gam');
    expect(stderr).toContain('␛[2J‹U+202E›');
  });
});

test('a place that cannot be used is said, and nothing runs anywhere', async () => {
  const { code, stdout, stderr } = await cli('run', '--backend', 'docker', '--', 'gam');
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toMatch(/Docker cannot be used: .* Start Docker, or choose another place/s);
  expect(await cli('sessions', '--json')).toMatchObject({ stdout: '[]\n' });
});

test('a file that is not there is said before anything is made', async () => {
  expect(await cli('run', '--file', 'none.csv', '--', 'gam')).toMatchObject({ code: 66 });
  writeFileSync(join(profile, 'there.csv'), '');
  expect(await cli('put', 'nosession', 'there.csv')).toMatchObject({ code: 2 });
  expect(traces()).toEqual([]);
});

test('without Python a run fails with what to do, and leaves nothing', async () => {
  const { code, stdout, stderr } = await cli('run', '--', 'gam');
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toContain('Python 3.10 or later was not found');
  expect(stderr).toContain('GAMGUI_PYTHON');
  expect(traces()).toEqual([]);
});
