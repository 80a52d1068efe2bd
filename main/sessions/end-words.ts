/** How a session's end is told. */
import type { End, EndCause, Exit } from '../../preload/contract';
import type { SessionEnd } from './wire/messages';

/** The causes that nothing more is known of than that; the others have words of their own below. */
const WORDS: Readonly<Record<Exclude<EndCause, 'shell' | 'crashed' | 'unknown'>, string>> = {
  asked: 'by you',
  idle: 'idle',
  life: 'time was up',
  deadline: 'too old for a pod',
  'out-of-memory': 'out of memory',
  evicted: 'evicted',
  'node-lost': 'node lost',
  removed: 'removed by someone',
  stopped: 'stopped from outside GamGUI',
  'switched-off': 'computer switched off',
};

/** The ends that are no failure. */
const EXPECTED: ReadonlySet<EndCause> = new Set(['asked', 'shell', 'idle', 'life']);

/** An end whose cause says it all; `detail` is what its place says of it. */
export function endBy(cause: keyof typeof WORDS, detail = ''): End {
  return { cause, expected: EXPECTED.has(cause), reason: WORDS[cause], detail, exit: null };
}

/** An end that only its place can describe. */
export function endInWords(cause: 'crashed' | 'unknown', reason: string): End {
  return { cause, expected: false, reason, detail: '', exit: null };
}

function exitWords(exit: Exit | null): string {
  if (exit === null) return 'the shell ended';
  return 'code' in exit ? `exit ${exit.code}` : `ended by SIG${exit.signal}`;
}

/** What the agent's word for its end means to a person. */
export function endWords({ reason, exit }: SessionEnd): End {
  if (reason === 'shell')
    return { cause: 'shell', expected: true, reason: exitWords(exit), detail: '', exit };
  return { ...endBy(reason === 'signal' ? 'stopped' : reason), exit };
}

/** Whether `known` says less of an end than `told`: the agent hears only that it is to end, its place knows who wants that. */
export function isBetter(told: End, known: End): boolean {
  const vague: readonly EndCause[] = ['stopped', 'unknown'];
  return vague.includes(known.cause) && !vague.includes(told.cause);
}
