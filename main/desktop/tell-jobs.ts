/**
 * Jobs on the desktop: the window's title and its entry in the taskbar follow the one that runs, a notification tells the
 * end of a long one whose window is not looked at, and the title says it until somebody looks.
 */
import { type BrowserWindow, Notification } from 'electron';
import type { SessionId } from '../../preload/contract';
import type { SessionManager } from '../sessions/manager';
import { settled } from '../sessions/serially';
import type { Asking } from './asking';
import { isYoung, type JobNews, JobsTold, outcomeWords, progressOf, TITLE_MS } from './job-news';
import { titleOf, type Windows } from './windows';

/** Nobody reads a title more often. ms */
const SETTLE_MS = 500;

/** From now on; notifications are shown as long as they are wanted. */
export function tellJobs(
  sessions: SessionManager,
  windows: Windows,
  asking: Asking,
  isWanted: () => boolean,
): void {
  const told = new JobsTold();
  /** Ends that nobody has looked at, in words. */
  const unseen = new Map<SessionId, string>();
  const look = () => {
    // One that has just begun is told of when it goes on, though nothing else happens.
    if (sessions.all().some(({ jobs }) => isYoung(jobs, Date.now())))
      setTimeout(ask, TITLE_MS).unref();
    const all = sessions.all().map((one) => ({ session: one.view(), jobs: one.jobs }));
    for (const news of told.look(all)) {
      if (windows.isInFront(news.id)) continue;
      const job = sessions.get(news.id).jobs.find(({ id }) => id === news.job);
      if (job !== undefined) unseen.set(news.id, outcomeWords(job));
      if (isWanted()) show(news, { sessions, windows, asking });
    }
    for (const { session, jobs } of all) {
      const window = windows.windowOf(session.id);
      if (window === null) continue;
      const progress = progressOf(jobs, Date.now());
      if (windows.isInFront(session.id)) unseen.delete(session.id);
      const note = noteOf(progress, unseen.get(session.id));
      say(window, `${note}${titleOf(session)}`, progress ?? -1);
    }
  };
  const { ask } = settled(look, SETTLE_MS);
  sessions.on('changed', ask);
  windows.onFocus(ask);
}

/** "62 % · ", "1,963 done, 37 failed · ", or nothing. */
function noteOf(progress: number | null, ended: string | undefined): string {
  if (progress === null) return ended === undefined ? '' : `${ended} · `;
  return progress > 1 ? 'working · ' : `${Math.floor(progress * 100)} % · `;
}

/** The progress that each window shows: told again it would wake the desktop for nothing. */
const shownProgress = new WeakMap<BrowserWindow, number>();

function say(window: BrowserWindow, title: string, progress: number): void {
  if (window.getTitle() !== title) window.setTitle(title);
  if ((shownProgress.get(window) ?? -1) === progress) return;
  shownProgress.set(window, progress);
  window.setProgressBar(progress);
}

/** The notifications that are shown: without them nobody would hear a click. */
const shown = new Map<SessionId, Notification>();

interface Shown {
  readonly sessions: SessionManager;
  readonly windows: Windows;
  readonly asking: Asking;
}

function show({ id, job, title, body }: JobNews, { sessions, windows, asking }: Shown): void {
  if (!Notification.isSupported()) return;
  shown.get(id)?.close();
  const notification = new Notification({ title, body });
  shown.set(id, notification);
  notification.on('click', () => {
    const session = sessions.list().find((one) => one.id === id);
    if (session !== undefined) asking.ask(windows.terminal(session), { kind: 'show', job });
  });
  notification.on('close', () => {
    if (shown.get(id) === notification) shown.delete(id);
  });
  notification.show();
}
