/** A small file system of its own, in memory, to be filled. Linux, as root. */
import { execFileSync } from 'node:child_process';

/** Why there can be none here, or null. */
export const noVolumes =
  process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'a file system of its own can only be mounted on Linux, as root';

/** Those that are mounted. */
const mounted = new Set<string>();
// Whatever ends this program: a mount would outlast it.
process.once('exit', () => {
  for (const folder of mounted) unmount(folder);
});

/** One over a folder, which must be empty. */
export class Volume {
  readonly #folder: string;

  /** `size` in bytes. */
  constructor(folder: string, size: number) {
    this.#folder = folder;
    const options = `size=${pages(size)},mode=0700`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'gamgui-faults', folder]);
    mounted.add(folder);
  }

  /** Bytes; more than are in use. */
  resize(size: number): void {
    execFileSync('mount', ['-o', `remount,size=${pages(size)}`, this.#folder]);
  }

  end(): void {
    unmount(this.#folder);
  }
}

function unmount(folder: string): void {
  // An agent that is still ending may have a file open on it.
  execFileSync('umount', ['--lazy', folder]);
  mounted.delete(folder);
}

/** A size of 0 would be no limit. */
function pages(size: number): number {
  return 4_096 * Math.max(1, Math.ceil(size / 4_096));
}
