/** One check: what is looked at, and the ways in which it can come out. */
import type { Outcome } from '../../preload/contract';
import type { Failure } from '../failure';
import type { Names } from './names';

/** What a check is given. */
export interface Asking {
  /** Aborts when the check was given up or took too long. */
  readonly signal: AbortSignal;
  /** Where it writes down the names that are in its texts, so that a report can hide them. */
  readonly names: Names;
}

/** Looks at one thing and changes nothing. */
export interface Check {
  /** Unique within its target. */
  readonly id: string;
  readonly title: string;
  /** The check of the same target without which this one says nothing: it is not made where that one did not pass. */
  readonly needs?: string;
  /** How long it may take, ms; 20 s unless said. */
  readonly limitMs?: number;
  /** What is thrown is told as a failed check. */
  run(asking: Asking): Promise<Outcome>;
}

/** What is said of trouble. */
export type Trouble = Omit<Extract<Outcome, { kind: 'failed' }>, 'kind'>;

/** It is as it should be; `says` is what was found. */
export function passed(says: string, details?: string): Outcome {
  return { kind: 'passed', says, ...(details ? { details } : {}) };
}

/** It is not as it should be, and sessions cannot be used as they should. */
export function failed(trouble: Trouble): Outcome {
  return { kind: 'failed', ...trouble };
}

/** It is worth a look; sessions can be used all the same. */
export function warned(trouble: Trouble): Outcome {
  return { kind: 'warned', ...trouble };
}

/** It could not be checked. */
export function unchecked(why: string): Outcome {
  return { kind: 'unchecked', why };
}

/** A failure as a failed check. `what`: in a few words; `command`: what to paste. */
export function failedBy(failure: Failure, what: string, command?: string): Outcome {
  return failed({
    what,
    why: failure.message,
    fix: failure.fix ?? 'Check again. If it stays so, report it with these words.',
    ...(command === undefined ? {} : { command }),
  });
}
