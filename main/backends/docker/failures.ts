/** What an engine's refusal, or its silence, means to a person. */
import { z } from 'zod';
import { visible } from '../../../preload/visible';
import { Failure } from '../../failure';

/** What dockerode and Node throw. */
const Thrown = z.object({
  message: z.string().default(''),
  /** Node's, for a connection that could not be made. */
  code: z.string().or(z.number()).optional(),
  /** HTTP's. */
  statusCode: z.number().optional(),
  json: z.object({ message: z.string() }).nullish().catch(null),
});
type Thrown = z.infer<typeof Thrown>;

/** Text from an engine is shown, not believed: it is kept short. characters */
const MOST = 300;

/** Whether it says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof Failure && error.code === 'docker-missing';
}

/** Whether it says that the thing is not in the state for that, as a container that does not run. */
export function isConflict(error: unknown): boolean {
  return error instanceof Failure && error.code === 'docker-conflict';
}

/** The engine's own words, short and visible. */
export function words(text: string): string {
  const shown = visible(text.trim()).replace(/\.$/, '');
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
}

/** The failure for what was thrown; what already is one stays as it is. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const parsed = Thrown.safeParse(error);
  if (!parsed.success) return refused(String(error));
  const { statusCode } = parsed.data;
  return statusCode === undefined ? away(parsed.data) : answered(statusCode, parsed.data);
}

/** It is there, and says nothing. */
export function noAnswer(): Failure {
  return cannot('docker-slow', 'it does not answer', 'Restart Docker, or choose another place.');
}

const START = 'Start Docker, or choose another place.';

function away({ code, message }: Thrown): Failure {
  switch (code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
    case 'ENOTSOCK':
      return cannot('docker-away', 'nothing answers at its socket', START);
    case 'EACCES':
    case 'EPERM':
      return cannot(
        'docker-forbidden',
        'you may not use its socket',
        'Have yourself added to its group (sudo usermod -aG docker $USER), and sign in to the computer again.',
      );
    case 'ECONNRESET':
    case 'EPIPE':
      return cannot('docker-away', 'the connection broke', START);
    default:
  }
  return cannot('docker-away', `it cannot be reached (${words(message)})`, START);
}

function cannot(code: string, why: string, fix: string): Failure {
  return new Failure(code, `Docker cannot be used: ${why}.`, fix);
}

function answered(status: number, { json, message }: Thrown): Failure {
  const said = words(json?.message ?? message);
  if (status === 404) return new Failure('docker-missing', `Docker does not have it: ${said}.`);
  if (status === 409) return new Failure('docker-conflict', `Docker cannot do that now: ${said}.`);
  return refused(said);
}

function refused(said: string): Failure {
  return new Failure('docker-refused', `Docker refused: ${said}.`);
}
