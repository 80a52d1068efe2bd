/** Crashes processes where the kernel writes down what had crashed, and finds what it wrote. Linux. */
import { execFileSync } from 'node:child_process';
import { createReadStream, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Why no dump could be found here if one were made, or null: the kernel writes files beside the process. */
export function whyNoDumps(): string | null {
  if (process.platform !== 'linux')
    return 'only Linux’s kernel is known to write dumps beside a process';
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  if (/^core[-.%\w]*$/.test(pattern)) return null;
  return `The kernel gives dumps to “${pattern}”, where this test cannot look.`;
}

/** A process and all that it started. */
export function family(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...text.split(' ').filter(Boolean).map(Number).flatMap(family)];
}

/** Lets the kernel dump the processes, whatever their size; their folders, in which it does. */
export function allowDumps(pids: readonly number[]): string[] {
  for (const pid of pids)
    execFileSync('prlimit', ['--pid', String(pid), '--core=unlimited:unlimited']);
  return [...new Set(pids.map((pid) => readlinkSync(`/proc/${pid}/cwd`)))];
}

/** Dumps in the folders that are not older than `since`, ms. */
export function dumpsIn(folders: readonly string[], since: number): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('core'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).mtimeMs >= since - 1000),
  );
}

/** Whether a file has a text in it, in either way that V8 keeps texts. A dump may have gigabytes, most of them holes. */
export async function holds(path: string, text: string): Promise<boolean> {
  const wanted = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 16 * 1024 * 1024 })) {
    const part = Buffer.concat([before, chunk]);
    if (wanted.some((one) => part.includes(one))) return true;
    before = part.subarray(-2 * text.length);
  }
  return false;
}
