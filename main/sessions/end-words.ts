/** How a session's end is told. */
import type { Exit } from '../../preload/contract';
import type { SessionEnd } from './wire/messages';

/** An end, as the list of sessions shows it. */
export interface EndWords {
  /** False shows it as a failure. */
  readonly expected: boolean;
  readonly reason: string;
}

function exitWords(exit: Exit | null): string {
  if (exit === null) return 'the shell ended';
  return 'code' in exit ? `exit ${exit.code}` : `ended by SIG${exit.signal}`;
}

/** What the agent's word for its end means to a person. */
export function endWords(end: SessionEnd): EndWords {
  switch (end.reason) {
    case 'asked':
      return { expected: true, reason: 'by you' };
    case 'shell':
      return { expected: true, reason: exitWords(end.exit) };
    case 'idle':
      return { expected: true, reason: 'idle' };
    case 'life':
      return { expected: true, reason: 'time was up' };
    case 'signal':
      return { expected: false, reason: 'its host was stopped from outside GamGUI' };
  }
}
