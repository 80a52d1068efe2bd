/** What the page shows of a terminal beside its text. Pure: a message in, the next state out. */
import type { AppError, LinkState, TerminalSize, ToTerminal } from '../../preload/contract';

/** Bytes that are gone. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Shown {
  readonly link: LinkState;
  /** Input that waits for the link, in bytes. */
  readonly waiting: number;
  /** Older output that is kept in the session and not shown here, in bytes. */
  readonly earlier: number;
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
  earlier: 0,
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
      // A window that had bytes before misses those between; a new one those before what it gets.
      const missing = message.from - Math.max(next, message.start);
      return { ...shown, earlier: shown.earlier + Math.max(0, missing) };
    }
    case 'gap':
      return { ...shown, gaps: [...shown.gaps, { from: message.from, to: message.to }] };
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
