/** What the page shows of a terminal beside its text. Pure: a message in, the next state out. */
import type { AppError, LinkState, TerminalSize, ToTerminal } from '../../preload/contract';

/** Bytes of the output, from one offset to another. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Shown {
  readonly link: LinkState;
  /** Input that waits for the link, in bytes. */
  readonly waiting: number;
  /** Output that is kept in the session and not shown here. */
  readonly earlier: readonly Gap[];
  /** Output that is gone. */
  readonly gaps: readonly Gap[];
  /** Input typed for a shell that is gone. */
  readonly unsent: readonly Uint8Array[];
  readonly size: TerminalSize;
  /** Counts the bell. */
  readonly bells: number;
  /** Why there is no terminal at all. */
  readonly failure: AppError | null;
}

export const NOTHING_SHOWN: Shown = {
  link: { kind: 'connecting' },
  waiting: 0,
  earlier: [],
  gaps: [],
  unsent: [],
  size: { cols: 80, rows: 24 },
  bells: 0,
  failure: null,
};

/** The state after a message of main; `next` is the first byte that has not come before it. */
export function shownAfter(shown: Shown, message: ToTerminal, next: number): Shown {
  switch (message.type) {
    case 'begin': {
      // A window that had bytes before misses those between; a new one all before what it gets. The journal has its part.
      const { start, from } = message;
      const kept = Math.min(Math.max(next, start), from);
      return {
        ...shown,
        gaps: withGap(shown.gaps, next, kept),
        earlier: withGap(shown.earlier, kept, from),
      };
    }
    case 'gap':
      return { ...shown, gaps: withGap(shown.gaps, message.from, message.to) };
    case 'link':
      return { ...shown, link: message.state };
    case 'waiting':
      return { ...shown, waiting: message.bytes };
    case 'unsent':
      return { ...shown, unsent: [...shown.unsent, message.data] };
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
