/** Crashes processes where the kernel writes down what had crashed, and finds what it wrote. Linux. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** The kind of a segment that is memory: `PT_LOAD`. */
const LOADED = 1;

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

/**
 * Bytes of memory in a dump: all but its notes, in which registers are. The format is ELF's, 64 bits, little-endian
 * (https://man7.org/linux/man-pages/man5/elf.5.html).
 */
export function memoryIn(path: string): number {
  const dump = openSync(path, 'r');
  const read = (length: number, from: number): Buffer => {
    const part = Buffer.alloc(length);
    readSync(dump, part, 0, length, from);
    return part;
  };
  const header = read(64, 0);
  const [from, size, count] = [
    Number(header.readBigUInt64LE(32)),
    header.readUInt16LE(54),
    header.readUInt16LE(56),
  ];
  const segments = read(size * count, from);
  closeSync(dump);
  return Array.from({ length: count }, (_, at) => segments.subarray(at * size))
    .filter((segment) => segment.readUInt32LE(0) === LOADED)
    .reduce((sum, segment) => sum + Number(segment.readBigUInt64LE(32)), 0);
}
