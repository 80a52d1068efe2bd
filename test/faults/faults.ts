/** `npm run faults`: exit code 0 when both ends had the same bytes in the end and all was told, 1 when not, 2 for wrong words. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runFiles } from './files/run';
import { LocalSessions } from './files/there/local';
import type { Sessions } from './files/there/there';
import { type Options, readOptions, USAGE, UsageError } from './options';
import { run } from './run';

/**
 * Runs what the words say, and resolves to the exit code. `folder`: where relative paths begin; `begin`: where the sessions of
 * transfers are.
 */
export async function faults(
  words: readonly string[],
  folder: string,
  begin: () => Promise<Sessions> = async () => new LocalSessions(),
): Promise<number> {
  try {
    const options = readOptions(words);
    const { seed, rounds, what, place, sabotage, json } = options;
    const where = place === 'local' ? '' : ` --place ${place}`;
    const more = sabotage === null ? '' : ` --sabotage ${sabotage}`;
    console.log(`faults --seed ${seed} --rounds ${rounds} --what ${what}${where}${more}`);
    const outcome = await blow(options, begin, (line) => console.log(line));
    if (json !== null) {
      const all = { seed, rounds, what, place, sabotage, ...outcome };
      writeFileSync(resolve(folder, json), `${JSON.stringify(all, undefined, 2)}\n`);
    }
    console.log(JSON.stringify(outcome, undefined, 2));
    return outcome.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    return 2;
  }
}

async function blow(
  options: Options,
  begin: () => Promise<Sessions>,
  say: (words: string) => void,
) {
  const { what } = options;
  if (what !== 'files') return run({ ...options, what }, say);
  const sessions = await begin();
  try {
    return await runFiles(options, sessions, say);
  } finally {
    await sessions.close();
  }
}
