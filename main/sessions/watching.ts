/** Watches the running sessions: their jobs, the end of their lives, and the end itself. */
import type { SessionId, UsageSample } from '../../preload/contract';
import { withJob } from './jobs/job-list';
import type { Parts } from './link/connect';
import { SessionWatch, type WatchNews } from './link/watch-client';
import { byOwnClock } from './near-end';
import type { ManagedSession } from './session';
import type { AgentEvent, Disk, Snapshot, Usage } from './wire/messages';

/** Each watcher is a process, and on a cluster a connection: the rest is listed as not watched. */
const MOST_WATCHED = 20;

/** `told` is the host's clock, `now` this computer's. */
function learnSnapshot(session: ManagedSession, snapshot: Snapshot, told: number, now: number) {
  const { jobs, life, restarts, shell, disk } = snapshot;
  // Its shell starts with its first window, wherever that was.
  if (shell !== 'none') session.apply({ type: 'had-window' });
  const { credentials = [] } = snapshot;
  session.learn({ jobs, life: byOwnClock(life, told, now), credentials });
  session.usage.add(sampleOf(snapshot.usage, disk, now));
  session.restarted(restarts.count, restarts.reason ?? 'unknown', told);
}

/** What an agent tells of usage; `disk` is its limit, and what was used of it where the usage itself does not say. */
function sampleOf(usage: Usage, disk: Disk, at: number): UsageSample {
  const { cpu, memory, memoryLimit } = usage;
  // In `disk`, a limit of 0 is none.
  const diskLimit = disk.limit > 0 ? disk.limit : null;
  return { at, cpu, memory, memoryLimit, disk: usage.disk ?? disk.used, diskLimit };
}

function learnEvent(session: ManagedSession, event: AgentEvent, now: number): void {
  if (event.kind === 'job') session.learn({ jobs: withJob(session.jobs, event.job) });
  if (event.kind === 'credentials') session.learn({ credentials: event.changed });
  if (event.kind === 'usage') {
    const last = session.usage.samples.at(-1);
    const disk = { used: last?.disk ?? 0, limit: last?.diskLimit ?? 0 };
    session.usage.add(sampleOf(event.usage, disk, now));
  }
  if (event.kind === 'life') session.learn({ life: byOwnClock(event.life, event.at, now) });
}

/** Tells a session what its watcher heard. `now` is in ms. */
export function pass(session: ManagedSession, news: WatchNews, now: number): void {
  switch (news.kind) {
    case 'snapshot':
      session.apply({ type: 'linked' });
      learnSnapshot(session, news.snapshot, news.now, now);
      if (news.gam !== null) session.learn({ runs: { gam: news.gam } });
      return;
    case 'event':
      learnEvent(session, news.event, now);
      return;
    case 'lost':
      session.apply({ ...news, type: 'lost' });
      return;
    case 'ended':
      session.apply({ ...news.end, type: 'ended', at: now });
  }
}

/** The watchers of one process. */
export class Watchers {
  readonly #parts: (session: ManagedSession) => Parts;
  readonly #watches = new Map<SessionId, SessionWatch>();

  /** `parts` is the way to a session's agent. */
  constructor(parts: (session: ManagedSession) => Parts) {
    this.#parts = parts;
  }

  /** Watches the newest running ones of these, and stops watching all others. */
  follow(sessions: readonly ManagedSession[]): void {
    const running = sessions.filter((session) => session.phase.kind === 'running');
    const chosen = new Map(running.slice(0, MOST_WATCHED).map((one) => [one.id, one]));
    for (const [id, watch] of this.#watches) {
      if (chosen.has(id)) continue;
      watch.close();
      this.#watches.delete(id);
      sessions.find((session) => session.id === id)?.learn({ watched: false });
    }
    for (const [id, session] of chosen) if (!this.#watches.has(id)) this.#begin(session);
  }

  /** Tries the lost ones again now, after the user signed in. */
  retry(): void {
    for (const watch of this.#watches.values()) watch.retry();
  }

  /** Stops watching. */
  close(): void {
    for (const watch of this.#watches.values()) watch.close();
    this.#watches.clear();
  }

  #begin(session: ManagedSession): void {
    const watch = new SessionWatch({
      ...this.#parts(session),
      heard: (news) => pass(session, news, Date.now()),
    });
    this.#watches.set(session.id, watch);
    session.learn({ watched: true });
  }
}
