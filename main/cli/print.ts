/** Writes what a command has to say. */
import type { CliIo } from './io';

/** Resolves to 0 when it is written. */
export async function print(io: Pick<CliIo, 'stdout'>, text: string): Promise<number> {
  // A reader that has gone (`| head`) has seen what it wanted.
  io.stdout.on('error', () => {});
  await new Promise<void>((resolve) => io.stdout.write(text, () => resolve()));
  return 0;
}
