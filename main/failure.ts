/** The one kind of error that is meant for people: what did not happen and why, and what to do. */
import type { AppError } from '../preload/contract';

/** Thrown where a person can understand the reason; everything else that is thrown is a defect. */
export class Failure extends Error {
  /** A stable word for programs and tests. */
  readonly code: string;
  readonly fix: string | undefined;

  constructor(code: string, message: string, fix?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.code = code;
    this.fix = fix;
  }
}

/** Anything thrown, as it is shown. A defect keeps its own words, so that it can be reported. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Failure) {
    return thrown.fix === undefined
      ? { code: thrown.code, message: thrown.message }
      : { code: thrown.code, message: thrown.message, fix: thrown.fix };
  }
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: `GamGUI made a mistake: ${words}` };
}

/**
 * Credentials that were not taken, or could not be had from the program or file that a person named for them: each is the
 * same the next time, may count against the user, and may have that program ask the user again.
 */
const REFUSED: ReadonlySet<string> = new Set([
  'unauthorized',
  'clock-skew',
  'sign-in-failed',
  'sign-in-slow',
  'plugin-missing',
  'kubeconfig-file',
  'service-account',
  'oauth-client',
]);

/** Whether the user's credentials were refused: then it is not tried again before a person asks for it. */
export function isRefused({ code }: { readonly code: string }): boolean {
  return REFUSED.has(code);
}

/** Whether nothing helps but that the user signs in again. */
export function needsSignIn({ code }: { readonly code: string }): boolean {
  return code === 'sign-in-again' || code === 'signed-out';
}
