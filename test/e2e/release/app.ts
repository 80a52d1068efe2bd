/** Starts the release, which cannot be looked into, and watches it from outside. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { requiredSwitches } from '../../../setup/lib/launch.mjs';
import { findLeftovers } from '../../../setup/testing/leftovers-linux.mjs';

/** Who runs the app: this user, or one without rights. */
export interface Person {
  /** The command that makes the rest of the command line theirs. */
  readonly become: readonly string[];
  readonly switches: readonly string[];
  readonly env: Record<string, string>;
}

/** The user who runs the tests. */
export const self: Person = { become: [], switches: requiredSwitches(), env: {} };

/** A running release. */
export interface RunningRelease {
  readonly child: ChildProcess;
  /** What it wrote to stderr so far. */
  readonly stderr: () => string;
  /** The picture of its window, once it has shown one. */
  readonly picture: string;
}

/** Process ids of everything that was started with this home folder. */
export function processesOf(home: string): number[] {
  return findLeftovers(`HOME=${home}`, home).map(({ pid }) => pid);
}

/** Starts the app with a home folder of its own, and waits until a window has been shown and painted. */
export async function startRelease(
  program: string,
  home: string,
  person: Person,
  flags: readonly string[] = [],
): Promise<RunningRelease> {
  const picture = join(home, 'window.png');
  const watcher = watch(home);
  const [command = program, ...args] = [...person.become, program, ...person.switches, ...flags];
  const child = spawn(command, args, {
    cwd: home,
    env: { ...withoutProfile(), ...person.env, HOME: home, GAMGUI_SCREENSHOT: picture },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`it ended (exit code ${code}) without a window:\n${stderr}`);
  });
  // It may also end later, when nobody waits for this any more.
  ended.catch(() => {});
  while (!existsSync(picture)) await Promise.race([once(watcher, 'change'), ended]);
  watcher.close();
  return { child, stderr: () => stderr, picture };
}

/** The environment without what would lead the app to a profile outside its home folder. */
function withoutProfile(): NodeJS.ProcessEnv {
  const { GAMGUI_PROFILE: _, XDG_CONFIG_HOME: __, ...env } = process.env;
  return env;
}

/** The windows on the screen, as the window manager lists them. */
export function windowTitles(): string[] {
  const { stdout, stderr, status } = spawnSync('wmctrl', ['-l'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`wmctrl: ${stderr}`);
  // 0x0060000a  0 machine Title of the window
  return stdout.split('\n').flatMap((line) => /^\S+\s+\S+\s+\S+\s+(.+)$/.exec(line)?.[1] ?? []);
}

/** Asks it to quit as a desktop does at log-out. */
export async function quit(child: ChildProcess): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code]: (number | null)[] = await exit;
  return code ?? null;
}
