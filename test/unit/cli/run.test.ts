import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pathsOf, processesOf } from '../support/outside';
import { Sink } from './fake-io';
import { RealCli } from './real-cli';

let profile = '';
let real: RealCli;

beforeAll(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-run-'));
  real = new RealCli(profile);
});
afterAll(async () => {
  real.cwd = profile;
  // What a test that failed has left.
  await real.endAll();
  rmSync(profile, { recursive: true });
});
beforeEach(() => {
  real.cwd = mkdtempSync(join(tmpdir(), 'gamgui-cwd-'));
});
afterEach(() => rmSync(real.cwd, { recursive: true }));

const cli = (...words: string[]) => real.do(...words);

describe('run', () => {
  test('passes on what gam prints, and leaves nothing', async () => {
    const { code, stdout, stderr } = await cli('run', '--', 'gam', 'print', 'users');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1201);
    expect(stdout).toMatch(/^primaryEmail/);
    expect(stderr).toContain('Got 1200 Users');
    expect(await real.sessions()).toEqual([]);
  });

  test('keeps stdout and stderr apart, and exits with the command’s own code', async () => {
    const script = 'echo out; echo err >&2; exit 57';
    expect(await cli('run', '--', 'sh', '-c', script)).toMatchObject({
      code: 57,
      stdout: 'out\n',
      stderr: expect.stringMatching(/^err\n/m),
    });
  });

  test('exits with 128 and the number of the signal that ended the command', async () => {
    expect(await cli('run', '--', 'sh', '-c', 'kill -KILL $$')).toMatchObject({ code: 137 });
  });

  test('gives the command its stdin', async () => {
    const stdout = new Sink();
    const { io, done } = real.begin(['run', '--', 'cat'], stdout);
    const text = 'a line\n'.repeat(100_000);
    io.stdin.end(text);
    expect(await done).toBe(0);
    expect(stdout.text === text).toBe(true);
  });

  test('passes arguments on as they are', async () => {
    const args = ['', 'two words', '"$HOME"', 'line\nbreak', 'ü', '--'];
    const print = 'import sys; print(ascii(sys.argv[1:]))';
    const { stdout } = await cli('run', '--', 'python3', '-c', print, ...args);
    expect(stdout.trim()).toBe(`['', 'two words', '"$HOME"', 'line\\nbreak', '\\xfc', '--']`);
  });

  test('puts the files into the folder where the command runs', async () => {
    writeFileSync(join(real.cwd, 'new users.csv'), 'Email\nx@demo.example\n');
    const words = ['run', '--file', 'new users.csv', '--', 'cat', 'new users.csv'];
    expect(await cli(...words)).toMatchObject({ code: 0, stdout: 'Email\nx@demo.example\n' });
  });

  test('lets Ctrl-C reach the command, and ends the session all the same', async () => {
    const stdout = new Sink();
    const script = 'trap "echo caught; exit 7" INT; echo up; while :; do sleep 0.1; done';
    const { io, done } = real.begin(['run', '--', 'sh', '-c', script], stdout);
    await stdout.has('up');
    io.press('SIGINT');
    expect(await done).toBe(7);
    expect(stdout.text).toBe('up\ncaught\n');
    expect(await real.sessions()).toEqual([]);
  });

  test('given up while it starts leaves nothing', async () => {
    const { io, done } = real.begin(['run', '--', 'true'], new Sink(), new Sink({ isTTY: true }));
    await io.stderr.has('starting session');
    io.press('SIGTERM');
    expect(await done).toBe(143);
    expect(await real.sessions()).toEqual([]);
  });

  test('ends cleanly when nobody reads any more', async () => {
    const head = new Writable({
      write: (_chunk, _encoding, done) =>
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const { io, done } = real.begin(['run', '--', 'yes'], head);
    expect(await done).toBe(141);
    // On a slow machine it may have said what it was doing; that ends in an ellipsis.
    expect(io.stderr.text.split('\n').filter((line) => !/(^|…)$/.test(line))).toEqual([]);
  });

  test('of a program that is not there fails as a shell would', async () => {
    expect(await cli('run', '--', 'no-such-program')).toMatchObject({ code: 127, stdout: '' });
  });
});

describe('a session that stays', () => {
  test('has what was done in it, takes and gives files, and goes for good', async () => {
    writeFileSync(join(real.cwd, 'new.csv'), 'Email\nnew1@demo.example\nnew2@demo.example\n');
    const create = ['gam', 'csv', 'new.csv', 'gam', 'create', 'user', '~Email'];
    const names = ['firstname', 'New', 'lastname', 'User', 'password', 'random'];
    const made = await real.keep(
      '--file',
      'new.csv',
      '--name',
      'Monday',
      '--',
      ...create,
      ...names,
    );
    expect(made.code).toBe(0);
    const { id } = made;
    expect(await real.sessions()).toMatchObject([{ id, name: 'Monday', state: { kind: 'ready' } }]);

    const listed = await cli('exec', id, '--', 'gam', 'print', 'users');
    expect(listed.stdout).toContain('new2@demo.example');
    expect(await cli('exec', id, '--', 'false')).toMatchObject({ code: 1 });

    writeFileSync(join(real.cwd, 'sent'), 'one');
    expect(await cli('put', id, 'sent')).toMatchObject({ code: 0, stdout: '' });
    expect(await cli('put', id, 'sent')).toMatchObject({ code: 73 });
    writeFileSync(join(real.cwd, 'sent'), 'two');
    expect(await cli('put', id, 'sent', '--replace')).toMatchObject({ code: 0 });
    rmSync(join(real.cwd, 'sent'));
    expect(await cli('get', id, 'sent')).toMatchObject({ code: 0 });
    expect(readFileSync(join(real.cwd, 'sent'), 'utf8')).toBe('two');
    expect(await cli('get', id, 'sent')).toMatchObject({ code: 73 });
    expect(await cli('get', id, 'none')).toMatchObject({ code: 66 });
    expect(await cli('get', id, '../config.json')).toMatchObject({ code: 2 });

    mkdirSync(join(real.cwd, 'tree', 'empty'), { recursive: true });
    writeFileSync(join(real.cwd, 'tree', 'a'), 'one');
    expect(await cli('put', id, 'tree', 'sent', '--to', 'no')).toMatchObject({ code: 66 });
    expect(await cli('put', id, 'tree')).toMatchObject({ code: 0, stdout: '' });
    expect(await cli('put', id, 'tree')).toMatchObject({ code: 73 });
    writeFileSync(join(real.cwd, 'tree', 'a'), 'two');
    symlinkSync('a', join(real.cwd, 'tree', 'link'));
    expect(await cli('put', id, 'tree', '--replace')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('tree/link was left out'),
    });
    rmSync(join(real.cwd, 'tree'), { recursive: true });
    expect(await cli('get', id, 'tree')).toMatchObject({ code: 0 });
    expect(readdirSync(join(real.cwd, 'tree')).sort()).toEqual(['a', 'empty']);
    expect(readFileSync(join(real.cwd, 'tree', 'a'), 'utf8')).toBe('two');
    expect(await cli('get', id, 'tree')).toMatchObject({ code: 73 });

    expect(await cli('sessions')).toMatchObject({ stdout: expect.stringMatching(`${id} +Monday`) });
    expect(await cli('end', id)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(processesOf(id)).toEqual([]);
    expect(pathsOf(id, profile)).toEqual([]);
    expect(await cli('end', id)).toMatchObject({ code: 2 });
  });
});
