/** Where a session under load runs, and what can be done to it and to the way there. */
import type { Connect } from '../../../main/sessions/link/connect';
import type { Kind } from './kinds';
import type { Plan } from './plan';
import type { Stage } from './stage';

/** A fault that happened. */
export interface Struck {
  /** What it turned out to be: a reset that reaches the app as an ordinary end is a cut. */
  readonly kind: Kind;
  /** What shows that it happened. */
  readonly by: string;
}

export interface Place {
  /** What can happen here. */
  readonly kinds: ReadonlySet<Kind>;
  readonly connect: Connect;
  /** The words that run the load in the session's shell, from this line of output on. */
  load(first: number): string;
  /** Before a fault's round: what it needs of the connection that it strikes. */
  prepare(kind: Kind, stage: Stage): Promise<void>;
  /**
   * Has the fault happen, and resolves when it is over; null: it did not happen. What is lost by it can be had again from then
   * on.
   */
  strike(plan: Plan, stage: Stage): Promise<Struck | null>;
  /** Ends the session; nothing is left of it. */
  end(): Promise<void>;
}
