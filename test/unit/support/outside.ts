/** What is left of a session, seen from outside the app: by the system, not by what the app believes. Linux and macOS. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

/** The ids of the processes of a session. */
export function processesOf(session: string): number[] {
  const entry = `GAMGUI_SESSION=${session}`;
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => environmentOf(name).split('\0').includes(entry))
      .map(Number);
  const lines = execFileSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='], {
    encoding: 'utf8',
  });
  return lines
    .split('\n')
    .filter((line) => `${line} `.includes(` ${entry} `))
    .map((line) => Number.parseInt(line, 10));
}

/** The id of a session's host: the process that was told to be one. */
export function hostOf(session: string): number {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
  const own = lines
    .split('\n')
    .filter((line) => / host --dir /.test(line) && line.includes(session));
  const [host] = own.map((line) => Number.parseInt(line, 10));
  if (host === undefined) throw new Error(`session ${session} has no host`);
  return host;
}

/** Whether a process runs; one that has ended and is still to be fetched by its parent does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Every file and folder below a folder whose name or path has the session's id in it. */
export function pathsOf(session: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.includes(session),
  );
}
