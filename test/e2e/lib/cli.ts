/** Runs the app's command line as a user would, beside or without an open app. */
import { spawn } from 'node:child_process';
import { appLaunch } from '../../../setup/lib/launch.mjs';
import { ownHome } from '../../unit/support/own-home.mjs';

/** How a command ended, and what it said. `code` is its exit code, or the signal that ended it. */
export interface CliResult {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of a run. */
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs one command of the command line to its end. */
export function cli(
  profile: string,
  words: string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const launch = appLaunch(words, { headless: true });
  const cwd = options.cwd ?? process.cwd();
  const child = spawn(launch.command, launch.args, {
    cwd,
    env: {
      ...process.env,
      ...launch.env,
      ...ownHome(profile),
      GAMGUI_PROFILE: profile,
      INIT_CWD: cwd,
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(options.input ?? '');
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code: code ?? signal,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
  });
}

/** The sessions of a profile, as `sessions --json` tells them. */
export async function sessionsOf(
  profile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ id: string; state: { kind: string } }[]> {
  const { code, stdout, stderr } = await cli(profile, ['sessions', '--json'], { env });
  if (code !== 0) throw new Error(`sessions --json ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Ends every session of a profile, so that a test leaves nothing. */
export async function endAllSessions(
  profile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ids = (await sessionsOf(profile, env)).map((session) => session.id);
  if (ids.length > 0) await cli(profile, ['end', ...ids], { env });
}
