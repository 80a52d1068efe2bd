/** The last jobs of a session, as its agent tells of them. Pure. */
import { type Job, MOST_JOBS } from '../../../preload/contract';

/** The list after a job began, moved on or ended. Of those that have ended the oldest go. */
export function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const known = jobs.some(({ id }) => id === job.id);
  const all = known ? jobs.map((one) => (one.id === job.id ? job : one)) : [...jobs, job];
  const over = all.length - MOST_JOBS;
  if (over <= 0) return all;
  const going = new Set(all.filter(({ endedAt }) => endedAt !== null).slice(0, over));
  return all.filter((one) => !going.has(one));
}

/** The job to show: one that runs before one that is over, a later one before an earlier; parts of a job are not shown. */
export function jobToShow(jobs: readonly Job[]): Job | null {
  const own = jobs.filter((job) => job.parent === null);
  return own.findLast((job) => job.endedAt === null) ?? own.at(-1) ?? null;
}
