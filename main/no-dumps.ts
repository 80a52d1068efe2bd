/**
 * A process that crashes may be written to the disk with its memory, and with it a tenant's credentials, and what was on the
 * screen. Electron's own reports are never started, and the kernel is told to make no dump. Linux; elsewhere dumps are off.
 * https://man7.org/linux/man-pages/man5/core.5.html
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** What is in `coredump_filter` is dumped: no kind of memory. What is left are registers, of which a vector's may hold a text. */
const NO_MEMORY = '0';

/**
 * No file is shorter than this, so none is written; and where dumps go to a program, whose size is not limited, one byte is what
 * stands for none at all (`cprm.limit == 1`, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/fs/coredump.c).
 * It is the soft limit: who wants a dump of a program of theirs can still ask for it, in a local session's shell.
 */
const NO_DUMP = '--core=1:';

/** Holds for this process, for those that pages are forked from, and for all that they start. */
export function dumpNothing(platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux') return;
  for (const pid of withDescendants(process.pid)) {
    // Node cannot set a limit. Where util-linux is not installed a dump has no memory all the same.
    execFile('prlimit', ['--pid', String(pid), NO_DUMP], () => {});
  }
}

/** Chromium's zygotes are there before any of our code runs. Each is told before its children are looked for: one that it forks from then on has it of it. */
function withDescendants(pid: number): number[] {
  withoutMemory(pid);
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function withoutMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, NO_MEMORY);
  } catch {
    // It has ended, or its sandbox has taken it from us: the kernel does not dump such a process at all.
  }
}
