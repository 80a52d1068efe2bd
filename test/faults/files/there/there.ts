/** The session's end of a round: a real agent, and its files as they are seen from outside. */
import type { Connect } from '../../../../main/sessions/link/connect';
import type { Kind } from '../kinds';

/** One session, for one round. */
export interface There {
  /** Its working folder as this machine has it; empty when the round begins. */
  readonly work: string;
  readonly connect: Connect;
  /** Of its disk as its agent knows it, bytes; 0: it knows of no limit. */
  readonly limit: number;
  /** Kills the agent's programs: every connection is cut, the session goes on. */
  cut(): void;
  /** The disk gets full in the midst of it, as the system tells; null where only a limit can be met, from the beginning on. */
  readonly fillUp: (() => void) | null;
  /** Takes more than the whole session may have, for which its place ends it; its last connections wait for that. */
  evict(): void;
  end(): Promise<void>;
}

/** What a round needs of its session. */
export interface Wanted {
  readonly kind: Kind;
  /** Bytes that its files have together. */
  readonly total: number;
}

/** Where the sessions of rounds are. */
export interface Sessions {
  /** The faults that can strike there, and in words why others cannot, or null: those of this place all can. */
  readonly kinds: readonly Kind[];
  readonly missing: string | null;
  begin(wanted: Wanted): Promise<There>;
  /** The API server goes away and comes back by itself, for all sessions there. */
  restartServer(): void;
  /** Nothing of them is left. */
  close(): Promise<void>;
}
