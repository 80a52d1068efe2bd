/** `npm run faults`: exit code 0 when both ends had the same bytes in the end and all was told, 1 when not, 2 for wrong words. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runFiles } from './files/run';
import { LocalSessions } from './files/there/local';
import type { Sessions } from './files/there/there';
import { type Options, readOptions, USAGE, UsageError, type What } from './options';
import { runTerminal } from './terminal/run';

/** Runs what the words say, and resolves to the exit code. `folder`: where relative paths begin. */
export async function faults(words: readonly string[], folder: string): Promise<number> {
  try {
    const options = readOptions(words);
    const { seed, rounds, what, backend, sabotage, json } = options;
    const more = sabotage === null ? '' : ` --sabotage ${sabotage}`;
    console.log(
      `faults --seed ${seed} --rounds ${rounds} --what ${what} --backend ${backend}${more}`,
    );
    const outcome = await blow(options, (line) => console.log(line));
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

type Say = (words: string) => void;

async function blow(options: Options, say: Say) {
  const { what } = options;
  if (what !== 'all') return blowOne({ ...options, what }, say);
  const cuts = await runTerminal({ ...options, what: 'cuts' }, say);
  const kills = await runTerminal({ ...options, what: 'kills' }, say);
  const files = await runFiles({ ...options, what: 'files' }, await sessionsOf(options), say);
  return { ok: cuts.ok && kills.ok && files.ok, cuts, kills, files };
}

async function blowOne(options: Options & { what: Exclude<What, 'all'> }, say: Say) {
  const { what } = options;
  return what === 'files'
    ? runFiles(options, await sessionsOf(options), say)
    : runTerminal({ ...options, what }, say);
}

/** Only who uses a cluster is told where there is none. */
async function sessionsOf({ backend }: Options): Promise<Sessions> {
  if (backend === 'local') return new LocalSessions();
  const { PodSessions } = await import('./files/there/pods');
  return PodSessions.begin();
}
