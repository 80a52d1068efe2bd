import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findGam } from '../../../main/runtime/gam';
import { findPython } from '../../../main/runtime/python';
import { RuntimeFinder } from '../../../main/runtime/runtime';

// Small shell scripts stand in for Python and GAM: what is tested is what is made of their answers.
let folder = '';
let env: NodeJS.ProcessEnv = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui runtime-'));
  env = { PATH: join(folder, 'bin'), GAMGUI_CACHE_DIR: join(folder, 'cache'), HOME: folder };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program on PATH; the shell is named in full, as PATH has nothing else. */
function program(name: string, body: string): string {
  const path = join(folder, 'bin', name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function python(name: string, version: string): string {
  return program(name, `printf '%s\\n%s\\n' "$0" ${version}`);
}

describe('Python', () => {
  test('is the first on PATH that is new enough', async () => {
    python('python3', '3.9.18');
    const path = python('python3.12', '3.12.1');
    expect(await findPython(env)).toEqual({ path, version: '3.12.1' });
  });

  test('that is named is the only one that is tried', async () => {
    python('python3', '3.12.1');
    const old = { ...env, GAMGUI_PYTHON: python('old', '3.9.2') };
    await expect(findPython(old)).rejects.toMatchObject({
      code: 'old-python',
      message: expect.stringContaining('3.9.2'),
      fix: expect.stringContaining('Install Python'),
    });
  });

  test('that is not there or broken is said to be missing, and what to do', async () => {
    await expect(findPython(env)).rejects.toMatchObject({ code: 'no-python' });
    program('python3', 'exit 1');
    await expect(findPython(env)).rejects.toMatchObject({ code: 'no-python' });
  });
});

describe('GAM', () => {
  const gam = `[ "$1 $2" = "version simple" ] && echo 7.49.00`;

  test('is the one that is named, else the one on PATH', async () => {
    const onPath = program('gam', gam);
    expect(await findGam(env)).toMatchObject({ command: [onPath], origin: 'user' });
    const named = program('mine', gam);
    expect(await findGam({ ...env, GAMGUI_GAM: named })).toEqual({
      command: [named],
      python: null,
      version: '7.49.00',
      origin: 'user',
    });
  });

  test('is what set-up decided, as long as that is there', async () => {
    const onPath = program('gam', gam);
    const venv = program('python', 'exit 0');
    const decided = { command: [venv, '-m', 'gam'], python: venv, version: '7.48.00' };
    mkdirSync(join(folder, 'cache', 'gam'), { recursive: true });
    const file = join(folder, 'cache', 'gam', 'current.json');
    writeFileSync(file, JSON.stringify({ ...decided, origin: 'venv', key: 'x' }));
    expect(await findGam(env)).toEqual({ ...decided, origin: 'venv' });
    rmSync(venv);
    expect(await findGam(env)).toMatchObject({ command: [onPath] });
    writeFileSync(file, '{"half":');
    expect(await findGam(env)).toMatchObject({ command: [onPath] });
  });

  test('that is not there, or something else, is said, and what to do', async () => {
    await expect(findGam(env)).rejects.toMatchObject({ code: 'no-gam' });
    const other = program('gam', 'echo "GTK Activity Monitor 1.0"');
    await expect(findGam(env)).rejects.toMatchObject({
      code: 'bad-gam',
      message: expect.stringContaining(other),
      fix: expect.stringContaining('GAMGUI_GAM'),
    });
  });
});

test('what was missing is found once it is installed', async () => {
  const finder = new RuntimeFinder(env);
  await expect(finder.find()).rejects.toMatchObject({ code: 'no-python' });
  python('python3', '3.11.7');
  await expect(finder.find()).rejects.toMatchObject({ code: 'no-gam' });
  program('gam', 'echo 7.49.00');
  expect(await finder.find()).toMatchObject({ python: { version: '3.11.7' } });
});
