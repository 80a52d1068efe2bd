/** No credentials: what the kubeconfig names for signing in does not work. */
import { Failure } from '../../../failure';
import { field } from './failures-network';
import { serverWords } from './words';

const GKE = 'For GKE, sign in with Google instead: then no program is needed.';

/** Why there are no credentials, as a Failure; `what` says what did not happen. */
export function signInFailure(cause: unknown, what: string): Failure {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const [code, syscall, path] = ['code', 'syscall', 'path'].map((name) =>
    serverWords(field(error, name)),
  );
  if (syscall?.startsWith('spawn')) {
    const why = `the program ${path}, which your kubeconfig names for signing in, cannot be run (${code})`;
    return new Failure(
      'plugin-missing',
      `${what}: ${why}.`,
      `Install it, or choose another context. ${GKE}`,
    );
  }
  if (syscall === 'open') {
    const why = `the file ${path}, which your kubeconfig names, cannot be read (${code})`;
    return new Failure('kubeconfig-file', `${what}: ${why}.`, 'Check the kubeconfig.');
  }
  const words = serverWords(error.message) || 'it does not say why';
  const message = `${what}: what your kubeconfig names for signing in failed: ${words}.`;
  return new Failure(
    'sign-in-failed',
    message,
    `Sign in as you do for kubectl, and try again. ${GKE}`,
  );
}
