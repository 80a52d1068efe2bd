/**
 * A process that crashes may be written to the disk with its memory, and with it a tenant's credentials, and what was on the
 * screen. Electron's own reports are never started; the kernel's dumps are made without memory here.
 * https://man7.org/linux/man-pages/man5/core.5.html: what is in `coredump_filter` is dumped, and children begin with it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Of no kind of memory. */
const NOTHING = '0';

/** Holds for this process, for those that pages are forked from, and for all that they start. Linux; elsewhere dumps are off. */
export function dumpNoMemory(platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux') return;
  for (const pid of [process.pid, ...descendants(process.pid)]) write(pid);
}

/** Chromium's zygotes are there before any of our code runs. */
function descendants(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendants)];
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function write(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, NOTHING);
  } catch {
    // It has ended, or its sandbox has taken it from us: the kernel does not dump such a process at all.
  }
}
