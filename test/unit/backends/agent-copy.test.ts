import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AgentCopies, hashAgent } from '../../../main/backends/local/agent-copy';

let folder = '';
let source = '';
let copies: AgentCopies;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-copies-'));
  source = join(folder, 'agent');
  mkdirSync(join(source, 'package'), { recursive: true });
  writeFileSync(join(source, '__main__.py'), 'print(1)');
  writeFileSync(join(source, 'package', 'a.py'), 'A = 1');
  copies = new AgentCopies(source, folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = async () => false;

test('a copy is whole, and shared', async () => {
  const hash = await copies.current();
  await Promise.all([copies.ensure(hash, 'abcde'), copies.ensure(hash, 'abcde')]);
  expect(readdirSync(join(folder, 'agents'))).toEqual([hash]);
  expect(await hashAgent(copies.path(hash))).toBe(hash);
});

test('compiled files and what is not needed to run are left out', async () => {
  const hash = await copies.current();
  for (const name of ['__pycache__', 'vectors']) {
    mkdirSync(join(source, name));
    writeFileSync(join(source, name, 'x'), 'x');
  }
  expect(await copies.current()).toBe(hash);
  await copies.ensure(hash, 'abcde');
  expect(readdirSync(copies.path(hash)).sort()).toEqual(['__main__.py', 'package']);
});

test('a name or a content that differs makes another agent', async () => {
  const hash = await copies.current();
  appendFileSync(join(source, 'package', 'a.py'), '\n');
  expect(await copies.current()).not.toBe(hash);
});

test('a copy that was changed is replaced', async () => {
  const hash = await copies.current();
  await copies.ensure(hash, 'abcde');
  appendFileSync(join(copies.path(hash), '__main__.py'), '# changed');
  expect(await copies.isWhole(hash)).toBe(false);
  await copies.ensure(hash, 'abcde');
  expect(await copies.isWhole(hash)).toBe(true);
});

test('a copy goes with its last session, and stays if one was made meanwhile', async () => {
  const hash = await copies.current();
  await copies.ensure(hash, 'abcde');
  await copies.remove(hash, async () => true, 'abcde');
  expect(await copies.isWhole(hash)).toBe(true);
  await copies.sweep(async () => true, 'abcde');
  expect(await copies.isWhole(hash)).toBe(true);
  await copies.sweep(never, 'abcde');
  expect(readdirSync(join(folder, 'agents'))).toEqual([]);
  await copies.remove(hash, never, 'abcde');
});

test('what a killed process left half copied goes with its session', async () => {
  for (const name of ['.abcde-1', '.fghij-1'])
    mkdirSync(join(folder, 'agents', name), { recursive: true });
  await copies.sweep(never, 'abcde');
  expect(readdirSync(join(folder, 'agents'))).toEqual(['.fghij-1']);
});
