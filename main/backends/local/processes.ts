/**
 * The processes of a session, found and ended from outside: what runs in it inherits a variable, the agent's own programs are
 * told its folder.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../failure';
import * as linuxLeftovers from './leftovers-linux';
import * as linux from './processes-linux';
import * as macos from './processes-macos';

const platform = process.platform === 'darwin' ? macos : linux;

/** Removes what killed runs of `gam` have left in memory, for the session with this run folder. */
export async function removeRowLogs(run: string): Promise<void> {
  if (process.platform === 'linux') await linuxLeftovers.removeRowLogs(run);
}

/** Changes with every start of the computer. */
export const bootId = platform.bootId;

/** Kills are instant unless a process waits for a disk or a network drive. Milliseconds. */
const PATIENCE_MS = 10_000;

function kill(pid: number, signal: 'SIGKILL' | 'SIGTERM'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** Asks the host of the session with this folder to end, as the computer does when it is switched off. */
export async function terminateHost(folder: string): Promise<void> {
  const hosts = await platform.withArguments(['host', '--dir', folder]);
  for (const pid of hosts) kill(pid, 'SIGTERM');
}

/**
 * Kills every process of a session and resolves when there is none, however often they start new ones. Spares this
 * process and its parents: the command line may be used in the very session that it ends.
 * @throws Failure `not-ended` after 10 s
 */
export async function killSession(id: string, folder: string): Promise<void> {
  const spared = new Set([process.pid, ...(await platform.ancestorsOf(process.pid))]);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const own = platform.withEntry(`GAMGUI_SESSION=${id}`);
    const agents = platform.withArguments(['--dir', folder]);
    const left = (await Promise.all([own, agents])).flat().filter((pid) => !spared.has(pid));
    if (left.length === 0) return;
    if (Date.now() > deadline) {
      const message = `Processes of session ${id} cannot be ended: ${left.join(', ')}.`;
      throw new Failure('not-ended', message, 'Restart the computer if they stay.');
    }
    for (const pid of left) kill(pid, 'SIGKILL');
    await sleep(20);
  }
}
