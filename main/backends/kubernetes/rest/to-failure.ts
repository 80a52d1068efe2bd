/** Every way in which a call to the cluster can go wrong, in words for people: what did not happen, why, and what to do. */
import { Failure } from '../../../failure';
import type { Connection } from './connection';
import { networkFailure } from './failures-network';
import { refusalFailure } from './failures-refusal';
import { signInFailure } from './failures-sign-in';
import { BadReply, ConnectError, Refusal, SignInError, TimeOut } from './trouble';
import { serverWords } from './words';

/** What was being done. */
export interface Doing {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete' | 'exec';
  /** As in the API: "pods", "pods/exec". */
  readonly resource: string;
  readonly name?: string;
}

/** The same, with where. */
export type DoingIn = Doing & { readonly namespace: string };

/** The participle for "was not …". */
const DONE: Record<Doing['verb'], string> = {
  get: 'read',
  list: 'read',
  watch: 'watched',
  create: 'made',
  patch: 'changed',
  delete: 'removed',
  exec: 'entered',
};
/** What people call the resources. */
const NAMES: Record<string, string> = {
  pods: 'pod',
  'pods/log': 'log of the pod',
  'pods/exec': 'pod',
  events: 'events',
  podtemplates: 'PodTemplate',
  persistentvolumeclaims: 'volume claim',
  resourcequotas: 'quotas',
  version: 'version of the cluster',
  selfsubjectaccessreviews: 'check of your rights',
};

/** What did not happen: "The pod gamgui-abc was not made". */
function notDone({ verb, resource, name, namespace }: DoingIn): string {
  // Asked when a cluster is first used: nobody wants to know it for itself.
  if (resource === 'selfsubjectreviews') return 'The cluster cannot be used';
  const noun = NAMES[resource] ?? resource;
  const many = verb === 'list' || verb === 'watch';
  if (many) {
    const plural = noun.endsWith('s') ? noun : `${noun}s`;
    return `The ${plural} of ${namespace} were not ${DONE[verb]}`;
  }
  const what = name === undefined ? noun : `${noun} ${serverWords(name)}`;
  return `The ${what} was not ${DONE[verb]}`;
}

/** The error as a Failure. One that is a Failure already is passed on; nothing of a request is ever in it. */
export function toFailure(error: unknown, doing: DoingIn, connection: Connection): Failure {
  if (error instanceof Failure) return error;
  const what = notDone(doing);
  const to = { host: connection.host, proxy: connection.network.proxy };
  if (error instanceof Refusal) return refusalFailure(error, what, doing);
  if (error instanceof TimeOut) {
    const message = `${what}: ${to.host} did not answer within ${Math.round(error.ms / 1000)} s.`;
    return new Failure('cluster-timeout', message, 'Check the network, or a VPN, and try again.');
  }
  if (error instanceof ConnectError) return networkFailure(error.cause, what, to);
  if (error instanceof SignInError) return signInFailure(error.cause, what);
  // client-node takes replies to have the right shape, and stumbles over others.
  if (error instanceof BadReply || error instanceof SyntaxError || error instanceof TypeError) {
    const message = `${what}: the reply is not one of an API server: ${serverWords(error.message)}.`;
    return new Failure('bad-reply', message, 'Check that the address is that of a cluster.');
  }
  return networkFailure(error, what, to);
}
