/** `npm run faults`: exit code 0 when every byte came once and in order at both ends, 1 when not, 2 for wrong words. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOptions, USAGE, UsageError } from './options';
import { run } from './run';

/** Runs what the words say, and resolves to the exit code. `folder`: where relative paths begin. */
export async function faults(words: readonly string[], folder: string): Promise<number> {
  try {
    const options = readOptions(words);
    const { seed, rounds, what, sabotage, json } = options;
    const more = sabotage === null ? '' : ` --sabotage ${sabotage}`;
    console.log(`faults --seed ${seed} --rounds ${rounds} --what ${what}${more}`);
    const outcome = await run(options, (line) => console.log(line));
    if (json !== null) {
      const all = { seed, rounds, what, sabotage, ...outcome };
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
