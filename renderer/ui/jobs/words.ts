/** What is said of jobs and of their rows that failed. Pure. */
import type { FailedGroup, FailedRows, Job } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { clock, count, duration } from '../time';
import { jobWords } from '../words';
import { codeMeaning } from './gam-codes';

/** "37 rows", "1 row". */
export function rowsWords(n: number): string {
  return `${count(n)} ${n === 1 ? 'row' : 'rows'}`;
}

/** When a job ran: "08:24 to 08:31, 7 min". */
export function whenWords(job: Job, now: number): string {
  const length = duration((job.endedAt ?? now) - job.startedAt);
  return job.endedAt === null
    ? `since ${clock(job.startedAt)}, ${length}`
    : `${clock(job.startedAt)} to ${clock(job.endedAt)}, ${length}`;
}

/** How a job stands, in the list: "1,963 done, 37 failed", "Answer: a group (22)", "Running for 6 min". */
export function listWords(job: Job, over: boolean, now: number): string {
  const words = jobWords(job, over, now);
  if (words.word === 'Running') {
    const failed = job.rows?.failed ?? 0;
    return failed > 0 ? `${words.second}, ${count(failed)} failed` : words.second;
  }
  if (job.rows !== null && words.word.endsWith('failed')) return `${words.second}, ${words.word}`;
  if (job.rows !== null && words.word === 'Done') return words.second;
  const meaning = meaningOf(job);
  return meaning === null ? `${words.word}, ${words.second}` : `${words.word}: ${meaning}`;
}

/** "sign in again (18)"; null where the words alone say it. */
function meaningOf({ exit, kind }: Job): string | null {
  if (kind !== 'gam' || exit === null || !('code' in exit) || exit.code === 0) return null;
  const meaning = codeMeaning(exit.code);
  return meaning === null ? null : `${meaning} (${exit.code})`;
}

/** GAM's own exit, and who counted: both may be true, and both are said. */
export function exitSentence(job: Job): string {
  if (job.exit === null) return '';
  const exit =
    'code' in job.exit ? `exited with ${job.exit.code}` : `ended by SIG${job.exit.signal}`;
  const who = job.kind === 'gam' ? 'GAM itself' : 'It';
  const failed = (job.rows?.failed ?? 0) > 0;
  return failed ? `${who} ${exit}; GamGUI counted the rows.` : `${who} ${exit}.`;
}

/** Why the rows of a group failed: GAM's own words, else what its code means. */
export function groupReason(group: Pick<FailedGroup, 'reason' | 'code'>): string {
  if (group.reason !== null) return visible(group.reason);
  const meaning = codeMeaning(group.code);
  if (meaning === null) return `Exit code ${group.code}`;
  return meaning.charAt(0).toUpperCase() + meaning.slice(1);
}

/** Rows that failed and cannot be run again, or null: there are none. */
export function notFound({ failed, found, file }: FailedRows): string | null {
  const missing = failed - found;
  if (missing <= 0) return null;
  return `${rowsWords(missing)} that failed ${missing === 1 ? 'was' : 'were'} not found in ${file} and cannot be run again from here.`;
}

/** After the command was put at the prompt. */
export function atPromptWords(name: string, rows: number, complete: boolean): string {
  const wrote = `${visible(name)} has ${rowsWords(rows)}. The command is at the prompt: press Enter there to run it.`;
  return complete ? wrote : `${wrote} Its secrets are shown as dots: type them again first.`;
}
