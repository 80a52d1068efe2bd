/** The app in processes of its own, killed at moments that chance chooses, and its next start. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Core, makeCore } from '../../../main/core';
import { noDesktop } from '../../unit/support/desktop';

/** How often each of it happens: 50 is the full count. */
export const TIMES = Number(process.env['GAMGUI_CHAOS'] ?? 10);
/** Happen side by side: most of it is waiting. */
export const AT_ONCE = 4;
console.info(`GAMGUI_CHAOS=${TIMES}`);

/** The time that a test of all of it may take, ms. */
export const timeout = 60_000 + TIMES * 20_000;

/** One process of the app, and what it says. It ends by itself when the test does. */
export interface Started {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

/** Starts test/unit/backends/app-process.ts; `program` is its bundle. */
export function startProcess(
  program: string,
  env: NodeJS.ProcessEnv,
  profile: string,
  ...words: string[]
): Started {
  const args = [program, profile, '', 'kubernetes', ...words];
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

/** Kills it so many ms later; resolves when it is gone. */
export async function killAfter(child: ChildProcess, ms: number): Promise<void> {
  const gone = once(child, 'exit');
  await sleep(ms);
  child.kill('SIGKILL');
  await gone;
}

/** The app's next start on a profile: what was left under way is settled when it resolves. */
export async function nextStart(profile: string, env: NodeJS.ProcessEnv): Promise<Core> {
  const core = makeCore({ profile, agent: '', version: 'test', env, desktop: noDesktop });
  await core.sessions.find();
  return core;
}

/** Does `once` for each, a few at a time, and says how often each outcome was. Each lane does one at a time. */
export async function often<T>(
  all: readonly T[],
  once: (one: T, lane: number) => Promise<string>,
): Promise<void> {
  const rest = [...all];
  const outcomes = new Map<string, number>();
  const work = async (_: unknown, lane: number) => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
      const outcome = await once(one, lane);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.info([...outcomes].map(([what, times]) => `${what}: ${times}`).join(', '));
}
