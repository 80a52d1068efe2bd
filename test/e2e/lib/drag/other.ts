/** Another program on the desktop that files are dragged from, or dropped on (other.py). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Point } from './pointer';

/** Debian's own Python, which has GTK. */
const PYTHON = '/usr/bin/python3';

const Said = z.object({
  at: z.tuple([z.number(), z.number()]).optional(),
  over: z.boolean().optional(),
  dropped: z.array(z.string()).optional(),
  ended: z.boolean().optional(),
});
type Said = z.infer<typeof Said>;

/** A window of that program. */
export interface Other {
  /** Its middle on the screen. */
  readonly at: Point;
  /** Resolves to what it says of this, from now on. */
  next<K extends keyof Said>(word: K): Promise<NonNullable<Said[K]>>;
  /** Resolves when something is held over it, and both ends know: Chromium gives up a drag that is let go of before that. */
  over(): Promise<void>;
  end(): Promise<void>;
}

/** Shows a window that `files` are dragged from. */
export function sourceOf(files: readonly string[]): Promise<Other> {
  return open(['source', ...files]);
}

/** Shows a window that copies what is dropped on it into a folder. */
export function targetInto(folder: string): Promise<Other> {
  return open(['target', folder]);
}

async function open(words: readonly string[]): Promise<Other> {
  const program = spawn(PYTHON, [join(import.meta.dirname, 'other.py'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(program, 'exit');
  const lines = createInterface({ input: program.stdout });
  const next = <K extends keyof Said>(word: K) =>
    new Promise<NonNullable<Said[K]>>((resolve, reject) => {
      const heard = (line: string) => {
        const value = Said.parse(JSON.parse(line))[word];
        if (value === undefined) return;
        lines.off('line', heard);
        resolve(value);
      };
      lines.on('line', heard);
      void gone.then(() => reject(new Error('the other program has ended')));
    });
  const [x, y] = await next('at');
  return {
    at: { x, y },
    next,
    async over() {
      // It tells a place only when the place before it was answered.
      for (let told = 0; told < 3; told++) await next('over');
    },
    async end() {
      program.kill();
      await gone;
    },
  };
}
