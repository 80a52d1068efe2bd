/** Thrown by a place where nothing can be run any more in a session: it has ended, and the place knows how. */
import type { End } from '../../preload/contract';
import { Failure } from '../failure';

/** Failure `no-session`. */
export class EndedFailure extends Failure {
  /** How it ended. */
  readonly end: End;

  constructor(end: End) {
    super('no-session', `It has ended: ${end.reason}.`, 'Make a new session.');
    this.end = end;
  }
}
