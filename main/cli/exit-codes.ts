/**
 * What the command line exits with where it is not the command's own code. As far as there are names for them they are those of
 * sysexits.h: https://man.freebsd.org/cgi/man.cgi?sysexits(3)
 */
import { constants } from 'node:os';
import type { Exit } from '../../preload/contract';
import { Failure } from '../failure';

/** The command line cannot be understood, or names what does not exist; nothing was made. */
const USAGE_CODE = 2;
/** A person was asked, and did not want the command: GAM's own code for what Ctrl-C stopped. */
const DECLINED = 8;
/** A file of the caller's cannot be read. */
const NO_INPUT = 66;
/** The session cannot be made, or does not answer. */
const UNAVAILABLE = 69;
/** GamGUI made a mistake. */
const DEFECT = 70;
/** A file of the caller's cannot be written. */
const CANNOT_CREATE = 73;
/** Bytes of the command's output, or of a file, are lost. */
export const BYTES_LOST = 74;

const CODES: Readonly<Record<string, number>> = {
  usage: USAGE_CODE,
  unconfirmed: USAGE_CODE,
  declined: DECLINED,
  'no-tenant': USAGE_CODE,
  'no-backend': USAGE_CODE,
  'no-session': USAGE_CODE,
  'no-input': NO_INPUT,
  'cannot-create': CANNOT_CREATE,
  'not-found': NO_INPUT,
  'not-a-file': NO_INPUT,
  'bad-name': NO_INPUT,
  exists: CANNOT_CREATE,
  'disk-full': CANNOT_CREATE,
  outside: USAGE_CODE,
  changed: BYTES_LOST,
  'hash-mismatch': BYTES_LOST,
  'job-lost': BYTES_LOST,
};

/** The code for something that was thrown. */
export function codeOfFailure(thrown: unknown): number {
  if (!(thrown instanceof Failure)) return DEFECT;
  return CODES[thrown.code] ?? UNAVAILABLE;
}

/** The code of a process that a signal ended, as shells count it. */
export function codeOfSignal(signal: string): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return 128 + (numbers[signal.startsWith('SIG') ? signal : `SIG${signal}`] ?? 0);
}

/** The code of a command that ended. */
export function codeOfExit(exit: Exit): number {
  return 'code' in exit ? exit.code : codeOfSignal(exit.signal);
}
