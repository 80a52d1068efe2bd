/** What a new session's first window has before all others. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Exec } from '../../../main/backends/backend';
import { HeadStarts } from '../../../main/sessions/head-start';
import { SessionId } from '../../../preload/contract';

const ID = SessionId.parse('s1abc');
const closed: string[] = [];
let made = 0;

/** A way to the agent, of which only the end is looked at. */
async function connect(): Promise<Exec> {
  made += 1;
  const name = `way ${made}`;
  const never = new Promise<never>(() => {});
  const { PassThrough } = await import('node:stream');
  const pipe = () => new PassThrough();
  return {
    stdin: pipe(),
    stdout: pipe(),
    stderr: pipe(),
    exit: never,
    close: () => void closed.push(name),
  };
}

const parts = { app: 'test', connect };

beforeEach(() => {
  vi.useFakeTimers();
  closed.length = 0;
  made = 0;
});

afterEach(() => vi.useRealTimers());

test('the first connection is the one that was opened ahead, the others are new', async () => {
  const starts = new HeadStarts(() => {});
  starts.begin(ID, parts);
  expect(made).toBe(1);
  const { connect: way } = starts.partsOf(ID, parts);
  await way('files');
  const [first, second] = [await way('attach'), await way('attach')];
  expect(made).toBe(3);
  expect(first).not.toBe(second);
  starts.close();
  await vi.runAllTimersAsync();
  expect(closed).toEqual([]);
});

test('for two seconds it is the first window’s alone, and then that is told', async () => {
  const over = vi.fn();
  const starts = new HeadStarts(over);
  expect(starts.isAlone(ID)).toBe(false);
  starts.begin(ID, parts);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(starts.isAlone(ID)).toBe(true);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(starts.isAlone(ID)).toBe(false);
  expect(over).toHaveBeenCalledOnce();
});

test('a way that no window takes is closed, also when the session ends before', async () => {
  const starts = new HeadStarts(() => {});
  starts.begin(ID, parts);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(closed).toEqual(['way 1']);
  starts.begin(ID, parts);
  starts.end(ID);
  await vi.advanceTimersByTimeAsync(0);
  expect(closed).toEqual(['way 1', 'way 2']);
  expect(starts.isAlone(ID)).toBe(false);
});

test('a way that cannot be opened is the first connection’s failure, and no unhandled one', async () => {
  const starts = new HeadStarts(() => {});
  const failing = { ...parts, connect: () => Promise.reject(new Error('no way')) };
  starts.begin(ID, failing);
  await vi.advanceTimersByTimeAsync(10);
  await expect(starts.partsOf(ID, parts).connect('attach')).rejects.toThrow('no way');
  await expect(starts.partsOf(ID, parts).connect('attach')).resolves.toBeDefined();
});
