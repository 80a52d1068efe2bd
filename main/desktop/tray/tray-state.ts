/** What the tray shows, from what there is. Pure: the same sessions give the same icon and the same menu. */
import type {
  GoogleStatus,
  Job,
  Session,
  SessionId,
  Tenant,
  TenantColour,
  TenantId,
} from '../../../preload/contract';
import { counted, jobLine, runningJob, short, stateLine } from './tray-words';

/** The three shapes of the icon: nothing runs, a job runs, something waits for the user. */
export type TrayIcon = 'idle' | 'working' | 'attention';

/** What an entry of the menu does. */
export type TrayAct =
  | { readonly do: 'home' | 'end-all' | 'choose' | 'reconnect' | 'sign-in' | 'quit' }
  | { readonly do: 'open' | 'end' | 'forget'; readonly id: SessionId }
  | { readonly do: 'stop'; readonly id: SessionId; readonly job: Job['id'] }
  | { readonly do: 'new'; readonly tenant: TenantId };

/** An entry: one that acts, a menu of its own, words alone, or a line between others. `badge`: the tenant that it is about. */
export type TrayEntry =
  | {
      readonly kind: 'act';
      readonly label: string;
      readonly act: TrayAct;
      readonly badge?: TenantColour;
    }
  | {
      readonly kind: 'menu';
      readonly label: string;
      readonly entries: readonly TrayEntry[];
      readonly badge?: TenantColour;
    }
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'line' };

/** The whole tray. */
export interface TrayModel {
  readonly icon: TrayIcon;
  /** What is shown where the pointer rests on the icon. */
  readonly tip: string;
  readonly entries: readonly TrayEntry[];
}

/** What it is made from. */
export interface TrayParts {
  /** The newest first. */
  readonly sessions: readonly Session[];
  readonly tenants: readonly Tenant[];
  readonly google: GoogleStatus;
}

/** The most sessions in the menu: a longer one does not fit on a screen, and Home has them all. */
const MOST = 15;

const LINE: TrayEntry = { kind: 'line' };
const act = (label: string, it: TrayAct): TrayEntry => ({ kind: 'act', label, act: it });
const words = (label: string): TrayEntry => ({ kind: 'words', label });

/** Whether a session can still be opened and ended. */
export function goesOn({ state }: Session): boolean {
  return state.kind !== 'ended' && state.kind !== 'failed' && state.kind !== 'ending';
}

/** Whether a session waits for somebody: nothing more happens in it, or it soon ends, unless something is done. */
export function needsAttention({ state, nearEnd }: Session): boolean {
  switch (state.kind) {
    case 'failed':
    case 'sign-in-again':
      return true;
    case 'ended':
      return !state.expected;
    case 'reconnecting':
      return state.nextTryAt === null && !state.offline;
    default:
      return nearEnd !== null;
  }
}

function isWorking(session: Session): boolean {
  return session.state.kind === 'creating' || runningJob(session) !== null;
}

/** What an ended session is in the list for: nobody has to be told of an end that was expected. */
function isListed(session: Session): boolean {
  return session.state.kind !== 'ended' || needsAttention(session);
}

/** Whether nobody is signed in any more who was. */
function hasToSignIn({ google }: TrayParts): boolean {
  return google.kind === 'sign-in-again';
}

/** A session's entry, with a menu of what can be done with it. */
function sessionEntry(session: Session): TrayEntry {
  const { id, tenant, name, place } = session;
  const job = runningJob(session);
  const where = [place.title, place.detail].filter(Boolean).map((part) => short(part));
  const about = [words(where.join(', ')), ...(job === null ? [] : [words(jobLine(job))])];
  return {
    kind: 'menu',
    label: `${short(tenant.name)}: ${short(name)}, ${stateLine(session)}`,
    badge: tenant.colour,
    entries: [...about, LINE, ...sessionActs(session, id, job)],
  };
}

function sessionActs(session: Session, id: SessionId, job: Job | null): TrayEntry[] {
  if (goesOn(session))
    return [
      act('Open', { do: 'open', id }),
      ...(job === null ? [] : [act('Stop the job…', { do: 'stop', id, job: job.id })]),
      LINE,
      act('End session…', { do: 'end', id }),
    ];
  if (session.state.kind === 'ending') return [act('Open GamGUI', { do: 'home' })];
  return [act('See what to do', { do: 'home' }), act('Remove from list', { do: 'forget', id })];
}

/** The sessions, those that wait for somebody first where not all fit. */
function sessionEntries(sessions: readonly Session[]): TrayEntry[] {
  const listed = sessions.filter(isListed);
  if (listed.length === 0) return [words('No session runs')];
  const first = listed.filter(needsAttention);
  const rest = listed.filter((session) => !needsAttention(session));
  const kept = new Set([...first, ...rest].slice(0, MOST));
  const more = listed.length - kept.size;
  return [
    ...listed.filter((session) => kept.has(session)).map(sessionEntry),
    ...(more > 0 ? [act(`${counted(more, 'more session')}…`, { do: 'home' })] : []),
  ];
}

function newEntry(tenants: readonly Tenant[]): TrayEntry {
  const each = tenants.map(
    ({ id, name, colour }): TrayEntry => ({
      kind: 'act',
      label: short(name),
      act: { do: 'new', tenant: id },
      badge: colour,
    }),
  );
  const entries = [...each, LINE, act('Choose…', { do: 'choose' })];
  return { kind: 'menu', label: 'New session', entries };
}

function signInEntry({ google }: TrayParts): TrayEntry[] {
  if (google.kind !== 'sign-in-again') return [];
  const who = google.account === null ? '' : `: ${short(google.account)}`;
  return [act(`Sign in again${who}…`, { do: 'sign-in' })];
}

function attentionEntry(waiting: number): TrayEntry[] {
  if (waiting === 0) return [];
  const label = waiting === 1 ? '1 needs attention…' : `${waiting} need attention…`;
  return [act(label, { do: 'home' }), LINE];
}

function endEntries(running: number): TrayEntry[] {
  if (running === 0) return [];
  return [act(`End all ${counted(running, 'session')}…`, { do: 'end-all' })];
}

function iconOf(waiting: number, sessions: readonly Session[]): TrayIcon {
  if (waiting > 0) return 'attention';
  return sessions.some(isWorking) ? 'working' : 'idle';
}

function tipOf(waiting: number, running: number): string {
  const runs = running === 0 ? 'no session runs' : `${counted(running, 'session')}`;
  return `GamGUI: ${runs}${waiting > 0 ? `, ${waiting} to look at` : ''}`;
}

/** The tray as it is now. */
export function trayOf(parts: TrayParts): TrayModel {
  const { sessions, tenants } = parts;
  const waiting = sessions.filter(needsAttention).length + (hasToSignIn(parts) ? 1 : 0);
  const running = sessions.filter(goesOn).length;
  const isLost = sessions.some(({ state }) => state.kind === 'reconnecting');
  return {
    icon: iconOf(waiting, sessions),
    tip: tipOf(waiting, running),
    entries: [
      ...attentionEntry(waiting),
      ...sessionEntries(sessions),
      LINE,
      newEntry(tenants),
      ...(isLost ? [act('Reconnect now', { do: 'reconnect' })] : []),
      ...signInEntry(parts),
      LINE,
      act('Open GamGUI', { do: 'home' }),
      ...endEntries(running),
      act('Quit GamGUI…', { do: 'quit' }),
    ],
  };
}
