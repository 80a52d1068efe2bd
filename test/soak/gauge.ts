/** What processes use, as Linux tells it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of several processes together. */
export interface Usage {
  readonly processes: number;
  readonly descriptors: number;
  /** Resident memory, bytes. */
  readonly memory: number;
}

/** What the processes use that are there now. */
export function usageOf(pids: readonly number[]): Usage {
  const each = pids.flatMap((pid) => usageOfOne(pid) ?? []);
  return {
    processes: each.length,
    descriptors: each.reduce((sum, { descriptors }) => sum + descriptors, 0),
    memory: each.reduce((sum, { memory }) => sum + memory, 0),
  };
}

/** All processes whose words are such. */
export function pidsWhere(isMeant: (words: readonly string[], pid: number) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isMeant(wordsOf(pid), pid));
}

function wordsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    // It has ended.
    return [];
  }
}

function usageOfOne(pid: number): Omit<Usage, 'processes'> | null {
  try {
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const descriptors = readdirSync(`/proc/${pid}/fd`).length;
    return { descriptors, memory: Number(resident?.[1] ?? 0) * 1024 };
  } catch {
    return null;
  }
}
