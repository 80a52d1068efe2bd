/** Every state in words: its icon, its colour, its word, and the reason in the second line. One table for all windows. */
import type { Exit, Job, LinkState, Place, Session, SessionState } from '../../preload/contract';
import { type Outcome, outcomeOf, rowsDone } from '../../preload/outcome';
import { visible } from '../../preload/visible';
import { clock, count, duration } from './time';

/** The icons states have (icons.tsx draws them). */
export type StateIcon =
  | 'loader'
  | 'circle'
  | 'dot'
  | 'refresh'
  | 'square'
  | 'octagon-x'
  | 'circle-x'
  | 'gauge'
  | 'monitor'
  | 'eye'
  | 'circle-check'
  | 'check'
  | 'x'
  | 'info'
  | 'triangle-alert'
  | 'circle-stop'
  | 'circle-dashed'
  | 'memory'
  | 'unplug'
  | 'wifi-off'
  | 'key'
  | 'keyboard'
  | 'hourglass';

/** The colours of state; `quiet` is the second text colour. */
export type Tone = 'accent' | 'ok' | 'warn' | 'bad' | 'quiet';

/** A state as it is shown. */
export interface Words {
  readonly icon: StateIcon;
  readonly tone: Tone;
  readonly word: string;
  /** The second line, or what stands behind the word. */
  readonly second: string;
}

function words(icon: StateIcon, tone: Tone, word: string, second: string): Words {
  return { icon, tone, word, second };
}

/** When the next try is: a time that has passed is that of one under way. */
export function nextTry(at: number | null, now: number): string {
  if (at === null) return 'not tried by itself';
  if (at <= now) return 'trying now';
  return `next try in ${Math.ceil((at - now) / 1000)} s`;
}

/** What cannot be reached. */
function awayWords({ nextTryAt, offline }: Away, now: number): Words {
  const next = nextTry(nextTryAt, now);
  if (offline) return words('wifi-off', 'warn', 'Offline', next);
  if (nextTryAt === null) return words('unplug', 'warn', 'Not connected', next);
  return words('refresh', 'warn', 'Reconnecting', next);
}

type Away = Pick<Extract<LinkState, { kind: 'reconnecting' }>, 'nextTryAt' | 'offline'>;

function tries(n: number): string {
  if (n === 0) return 'until it is gone';
  return `not gone yet, tried ${n === 1 ? 'once' : `${count(n)} times`}`;
}

/** A session's state; `now` in ms since 1970. */
export function sessionWords(state: SessionState, now: number): Words {
  switch (state.kind) {
    case 'creating':
      return words('loader', 'accent', 'Starting', `step ${state.step} of ${state.of}`);
    case 'ready':
      return words('circle', 'quiet', 'Ready', 'no window yet');
    case 'attached':
      return words('dot', 'ok', 'Open', 'window open');
    case 'detached':
      return words('circle', 'ok', 'In background', 'window closed');
    case 'reconnecting':
      return awayWords(state, now);
    case 'sign-in-again':
      return words('key', 'warn', 'Sign in again', 'it goes on');
    case 'ending':
      return words('loader', 'quiet', 'Ending', tries(state.tries));
    case 'ended':
      return state.expected
        ? words('square', 'quiet', 'Ended', visible(state.reason))
        : words('octagon-x', 'bad', 'Ended', visible(state.reason));
    case 'failed':
      return words('circle-x', 'bad', 'Did not start', visible(state.reason));
  }
}

/** A session's state in a list: one that runs says there that it ends soon, or was started again. */
export function listWords(
  session: Pick<Session, 'state' | 'restart' | 'nearEnd'>,
  now: number,
): Words {
  const { state, restart, nearEnd } = session;
  const plain = sessionWords(state, now);
  const runs = state.kind === 'ready' || state.kind === 'attached' || state.kind === 'detached';
  if (!runs) return plain;
  if (nearEnd !== null)
    return { ...plain, tone: 'warn', second: `ends ${nearWords(nearEnd.at, now)}` };
  if (restart === undefined) return plain;
  const second = restart.reason === 'out-of-memory' ? 'memory ran out' : 'was restarted';
  return { ...plain, tone: 'warn', second };
}

/** How near an end is: "in 9 min", "in 40 s"; once it has come it waits for what runs. */
export function nearWords(at: number, now: number): string {
  return at <= now ? 'when nothing runs' : `in ${duration(at - now)}`;
}

/** Above this many ms a link is slow. */
const SLOW_MS = 250;

/** A window's link. */
export function linkWords(state: LinkState, now: number): Words {
  switch (state.kind) {
    case 'connecting':
      return words('loader', 'accent', 'Connecting', '');
    case 'live': {
      const latency = state.latencyMs === null ? '' : `${count(Math.round(state.latencyMs))} ms`;
      return (state.latencyMs ?? 0) > SLOW_MS
        ? words('gauge', 'warn', 'Slow', latency)
        : words('dot', 'ok', 'Live', latency);
    }
    case 'reconnecting':
      return awayWords(state, now);
    case 'sign-in-again':
      return words('key', 'warn', 'Sign in again', '');
    case 'elsewhere': {
      const where = `on ${visible(state.label)} since ${clock(state.since)}`;
      return words('monitor', 'quiet', 'Open elsewhere', where);
    }
    case 'watching':
      return words('eye', 'quiet', 'Watching', '');
    case 'ended':
      return state.expected
        ? words('square', 'quiet', 'Ended', visible(state.reason))
        : words('octagon-x', 'bad', 'Ended', visible(state.reason));
  }
}

/** How a process ended: "exit 0", "SIGKILL". */
export function exitWords(exit: Exit): string {
  return 'code' in exit ? `exit ${exit.code}` : `SIG${visible(exit.signal)}`;
}

/** How a job ended, in one word. */
const OUTCOMES: Record<Outcome, Omit<Words, 'second'>> = {
  done: { icon: 'circle-check', tone: 'ok', word: 'Done' },
  answer: { icon: 'info', tone: 'accent', word: 'Answer' },
  'some-failed': { icon: 'triangle-alert', tone: 'warn', word: 'Some failed' },
  failed: { icon: 'circle-x', tone: 'bad', word: 'Failed' },
  stopped: { icon: 'circle-stop', tone: 'quiet', word: 'Stopped' },
  'out-of-memory': { icon: 'memory', tone: 'bad', word: 'Out of memory' },
};

/** Rows of a job as counted: "1,240 of 2,000", "1,240 done". */
function rowsWords(rows: NonNullable<Job['rows']>): string {
  const done = count(rows.done);
  return rows.total === null ? `${done} done` : `${done} of ${count(rows.total)}`;
}

/** What GAM says of how far it is: "3 of 7,000", "got 500 Users"; null: nothing. */
function progressWords({ progress }: Job): string | null {
  if (progress === undefined) return null;
  const { done, total, what } = progress;
  return total === null
    ? `got ${count(done)} ${visible(what)}`.trim()
    : `${count(done)} of ${count(total)}`;
}

/** A job. `over` says that its session has ended, so that what never reported its end was cut off. */
export function jobWords(job: Job, over: boolean, now: number): Words {
  if (job.exit === null) {
    if (over || job.endedAt !== null)
      return words('unplug', 'bad', 'Cut off', 'its session ended under it');
    const since = `running for ${duration(now - job.startedAt)}`;
    const far = job.rows === null ? progressWords(job) : rowsWords(job.rows);
    return words('loader', 'accent', 'Running', far ?? since);
  }
  const outcome = outcomeOf(job) ?? 'failed';
  const end = { ...OUTCOMES[outcome], second: exitWords(job.exit) };
  const { rows } = job;
  // A single command has no rows: it failed whole.
  if (rows === null) return outcome === 'some-failed' ? { ...end, ...OUTCOMES.failed } : end;
  // Rows may have failed though GAM's own exit code is 0: both are said.
  if (rows.failed > 0 && outcome === 'some-failed')
    return {
      ...end,
      word: `${count(rows.failed)} failed`,
      second: `${count(rowsDone(rows))} done`,
    };
  return { ...end, second: outcome === 'done' ? `${rowsWords(rows)} done` : rowsWords(rows) };
}

/** The command of a job as a list shows it: without the leading "gam" that nearly all of them have. */
export function commandWords(job: Job): string {
  return visible(job.argv.join(' ').replace(GAM, '')) || 'gam';
}

/** The command of a job as it was typed, without the way to GAM's file. */
export function wholeCommand(job: Job): string {
  return visible(job.argv.join(' ').replace(GAM, 'gam ').trim());
}

/** GAM at the beginning of a command, with the folders before its name. */
const GAM = /^(\S*[/\\])?gam(\s+|$)/;

/** Whether a place can be used, in short; the reason is in its status. */
export function placeWords(status: Place['status']): Words {
  switch (status.kind) {
    case 'ready':
      return words('check', 'ok', 'Ready', visible(status.text));
    case 'unset':
      return words('circle-dashed', 'quiet', 'Not set up', visible(status.text));
    case 'unusable':
      return words('triangle-alert', 'warn', 'Cannot be used', visible(status.error.message));
  }
}

/** Words of a program or a library as a sentence: a capital and a full stop, if nothing is to follow. */
export function sentence(text: string): string {
  const trimmed = visible(text.trim());
  if (trimmed === '') return '';
  const ended = /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}

/** Names in a sentence: the first three, and how many more there are. */
export function namesWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(visible);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${count(more)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
