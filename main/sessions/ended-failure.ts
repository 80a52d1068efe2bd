/** Thrown by a place where nothing can be run any more in a session: it has ended, and the place knows how. */
import type { End } from '../../preload/contract';
import { Failure } from '../failure';

/** Failure `no-session`, with how it ended and what its place says of that, such as which limit a pod was evicted for. */
export class EndedFailure extends Failure {
  /** How it ended. */
  readonly end: End;

  constructor(end: End) {
    const why = end.detail === '' ? end.reason : `${end.reason}: ${end.detail}`;
    super('no-session', `It has ended: ${why.replace(/\.$/, '')}.`, 'Make a new session.');
    this.end = end;
  }
}
