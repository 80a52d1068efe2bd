import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { processStart } from '../../../setup/lib/alive.mjs';
import { tryLock, withLock } from '../../../setup/lib/lock.mjs';
import { temporaryFolder } from './folder';

const lockModule = pathToFileURL(join(import.meta.dirname, '../../../setup/lib/lock.mjs')).href;

/** A process that takes the lock, says so, and holds it until it is killed. */
function holder(file: string) {
  const script = `
    const { withLock } = await import(${JSON.stringify(lockModule)});
    await withLock(${JSON.stringify(file)}, () => new Promise(() => {
      process.stdout.write('held');
      setInterval(() => {}, 1000);
    }));`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('a lock is held by one and given back', async () => {
  const file = join(temporaryFolder(), 'new folder', 'lock');
  const seen = await withLock(file, async () => {
    expect(tryLock(file)).toBe(false);
    return JSON.parse(readFileSync(file, 'utf8')).pid;
  });
  expect(seen).toBe(process.pid);
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file)).toBe(true);
});

test('a lock is given back when the work fails', async () => {
  const file = join(temporaryFolder(), 'lock');
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

test('it waits for a living process and takes over from a dead one', async () => {
  const file = join(temporaryFolder(), 'lock');
  const other = holder(file);
  await once(other.stdout, 'data');
  expect(tryLock(file)).toBe(false);

  const waits: number[] = [];
  const taken = withLock(
    file,
    async () => JSON.parse(readFileSync(file, 'utf8')).pid,
    (pid) => {
      waits.push(pid);
      other.kill('SIGKILL');
    },
  );
  expect(await taken).toBe(process.pid);
  expect(waits).toEqual([other.pid]);
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('a process with the same id that started at another time is not the owner', () => {
  const file = join(temporaryFolder(), 'lock');
  writeFileSync(file, JSON.stringify({ pid: process.pid, start: 'earlier' }));
  expect(tryLock(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8')).start).toBe(processStart(process.pid));
});

test('only one takes a dead owner away, and a takeover that was left does not block for ever', () => {
  const file = join(temporaryFolder(), 'lock');
  const dead = JSON.stringify({ pid: process.pid, start: 'earlier' });
  writeFileSync(file, dead);
  writeFileSync(`${file}.takeover`, dead);
  expect(tryLock(file)).toBe(false);
  const old = new Date(Date.now() - 60_000);
  utimesSync(`${file}.takeover`, old, old);
  expect(tryLock(file)).toBe(false);
  expect(tryLock(file)).toBe(true);
});

test('many at once: the work of two never overlaps', async () => {
  const file = join(temporaryFolder(), 'lock');
  let inside = 0;
  const work = async () => {
    inside++;
    expect(inside).toBe(1);
    await new Promise(setImmediate);
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(file, work)));
  expect(inside).toBe(0);
});
