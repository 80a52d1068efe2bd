/** The list of jobs as it is shown: which, in which sections, found by what. Pure. */
import type { Job, JobsOf, Session } from '../../../preload/contract';
import { pastShort } from '../time';
import { jobWords, wholeCommand } from '../words';

/** One job with its session. `over`: the session has ended, so that what never reported its end was cut off. */
export interface Entry {
  readonly key: string;
  readonly session: Session;
  readonly job: Job;
  readonly over: boolean;
}

/** Which jobs are looked at. */
export const SHOWN = ['all', 'running', 'failed'] as const;
export type Shown = (typeof SHOWN)[number];

/** What the list is narrowed to: one session's or all, a state, a text of the command, the tenant or the session. */
export interface Filter {
  readonly session: Session['id'] | null;
  readonly shown: Shown;
  readonly text: string;
}

/** Jobs under one heading. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Every job that a person started, the newest first; parts of a job are not listed. */
export function entriesOf(sessions: readonly Session[], lists: readonly JobsOf[]): Entry[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const entries = lists.flatMap(({ session: id, jobs }) => {
    const session = byId.get(id);
    if (session === undefined) return [];
    const over = session.state.kind === 'ended' || session.state.kind === 'failed';
    const own = jobs.filter(({ parent }) => parent === null);
    return own.map((job) => ({ key: `${id}-${job.id}`, session, job, over }));
  });
  return entries.sort((a, b) => b.job.startedAt - a.job.startedAt);
}

/** Those that the filter leaves. */
export function filtered(entries: readonly Entry[], filter: Filter, now: number): Entry[] {
  const text = filter.text.trim().toLowerCase();
  return entries.filter((entry) => {
    const { session, job } = entry;
    if (filter.session !== null && session.id !== filter.session) return false;
    if (!isShown(entry, filter.shown, now)) return false;
    const words = `${wholeCommand(job)} ${session.name} ${session.tenant.name}`;
    return text === '' || words.toLowerCase().includes(text);
  });
}

function isShown({ job, over }: Entry, shown: Shown, now: number): boolean {
  if (shown === 'all') return true;
  const { word, tone } = jobWords(job, over, now);
  return shown === 'running' ? word === 'Running' : tone === 'bad' || tone === 'warn';
}

/** What runs first, then by the day. */
export function sectionsOf(entries: readonly Entry[], now: number): Section[] {
  const sections = new Map<string, Entry[]>();
  const running = entries.filter(({ job, over }) => job.endedAt === null && !over);
  if (running.length > 0) sections.set('Running', running);
  for (const entry of entries) {
    if (running.includes(entry)) continue;
    const title = dayOf(entry.job.startedAt, now);
    sections.set(title, [...(sections.get(title) ?? []), entry]);
  }
  return [...sections].map(([title, of]) => ({ title, entries: of }));
}

function dayOf(at: number, now: number): string {
  const day = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((day(now) - day(at)) / 86_400_000);
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : pastShort(at, now);
}
