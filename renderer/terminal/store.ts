/** What the page shows of a terminal beside its text. Pure: a message in, the next state out. */
import type { AppError, LinkState, TerminalSize, ToTerminal } from '../../preload/contract';

/** Bytes of the output, from one offset to another. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Input that waits (ToTerminal, `waiting`). */
export interface Waiting extends Omit<Extract<ToTerminal, { type: 'waiting' }>, 'type'> {
  /** Keys are printed back where they go: they may be shown. */
  readonly readable: boolean;
}

/** A link that is back: for how long it was away, and how many bytes came in. */
export interface Back {
  readonly awayMs: number;
  readonly came: number;
}

type UnsentPart = Omit<Extract<ToTerminal, { type: 'unsent' }>, 'type'>;

export interface Shown {
  readonly link: LinkState;
  readonly waiting: Waiting | null;
  /** Since it was away last, or null: it has not been. */
  readonly back: Back | null;
  /** Output that is kept in the session and not shown here. */
  readonly earlier: readonly Gap[];
  /** Output that is gone. */
  readonly gaps: readonly Gap[];
  /** Input that was not sent. */
  readonly unsent: readonly UnsentPart[];
  readonly size: TerminalSize;
  /** Counts the bell. */
  readonly bells: number;
  /** Why there is no terminal at all. */
  readonly failure: AppError | null;
}

export const NOTHING_SHOWN: Shown = {
  link: { kind: 'connecting' },
  waiting: null,
  back: null,
  earlier: [],
  gaps: [],
  unsent: [],
  size: { cols: 80, rows: 24 },
  bells: 0,
  failure: null,
};

/** What is so as a message comes. */
export interface Around {
  /** The first byte that has not come before it. */
  readonly next: number;
  /** ms since 1970 */
  readonly now: number;
  /** Whether keys that are typed are printed back. */
  readonly echoes: boolean;
}

/** The state after a message of main. */
export function shownAfter(shown: Shown, message: ToTerminal, around: Around): Shown {
  switch (message.type) {
    case 'begin': {
      // A window that had bytes before misses those between; a new one all before what it gets. The journal has its part.
      const { start, from, live } = message;
      const { next } = around;
      const kept = Math.min(Math.max(next, start), from);
      const gaps = withGap(shown.gaps, next, kept);
      const earlier = withGap(shown.earlier, kept, from);
      return { ...shown, gaps, earlier, back: backAfter(shown, live, around) };
    }
    case 'gap':
      return { ...shown, gaps: withGap(shown.gaps, message.from, message.to) };
    case 'link':
      return { ...shown, link: message.state };
    case 'waiting':
      return { ...shown, waiting: waitingAfter(shown.waiting, message, around.echoes) };
    case 'unsent':
      return { ...shown, unsent: [...shown.unsent, { data: message.data, why: message.why }] };
    case 'output':
    case 'size':
      return shown;
  }
}

function withGap(gaps: readonly Gap[], from: number, to: number): readonly Gap[] {
  return from < to ? [...gaps, { from, to }] : gaps;
}

/** How many bytes they are together. */
export function sizeOf(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { from, to }) => sum + to - from, 0);
}

function backAfter({ link }: Shown, end: number, { next, now }: Around): Back | null {
  if (link.kind !== 'reconnecting' || link.seenAt === null) return null;
  return { awayMs: now - link.seenAt, came: Math.max(0, end - next) };
}

/** Whether they may be shown is settled as the first of them is typed. */
function waitingAfter(
  before: Waiting | null,
  { bytes, data, since, asks }: Extract<ToTerminal, { type: 'waiting' }>,
  echoes: boolean,
): Waiting | null {
  return bytes === 0 ? null : { bytes, data, since, asks, readable: before?.readable ?? echoes };
}
