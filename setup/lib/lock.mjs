// @ts-check
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processStart } from './alive.mjs';

/** How often a waiting set-up looks again, in milliseconds. */
const POLL_MS = 200;
/** A takeover is a few file operations: a mark of one that is older was left by a crash. */
const TAKEOVER_MS = 10_000;

/**
 * Runs `work` while holding the lock file, and waits while another live process holds it. A lock
 * whose owner has died is taken over, so an interrupted set-up never blocks the next one.
 * @template T
 * @param {string} file the lock; its folder is made
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} onWait called once, with the owner's process id, before waiting
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  let waited = false;
  while (!tryLock(file)) {
    const owner = readOwner(file);
    if (owner && !waited) {
      waited = true;
      onWait(owner.pid);
    }
    await sleep(POLL_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @returns {boolean} whether this process now holds the lock
 */
export function tryLock(file) {
  if (create(file)) return true;
  if (!isStale(file)) return false;
  // Only one process may take a dead owner's lock away: else a second one, which looked a moment
  // earlier, would remove the first one's fresh lock.
  const takeover = `${file}.takeover`;
  if (!create(takeover)) {
    if (age(takeover) > TAKEOVER_MS) rmSync(takeover, { force: true });
    return false;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
    return create(file);
  } finally {
    rmSync(takeover, { force: true });
  }
}

/**
 * Creates the lock with its owner already written: `link` fails if the name is taken.
 * @param {string} file
 * @returns {boolean}
 */
function create(file) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, start: processStart(process.pid) }));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {{ pid: number, start: string } | undefined}
 */
function readOwner(file) {
  try {
    const { pid, start } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: Number(pid), start: String(start) };
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function isStale(file) {
  const owner = readOwner(file);
  return owner ? !isAlive(owner.pid, owner.start) : age(file) > TAKEOVER_MS;
}

/**
 * @param {string} file
 * @returns {number} milliseconds since it was written; 0 when it is gone
 */
function age(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
