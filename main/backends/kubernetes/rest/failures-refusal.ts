/** The API server says no: why, in its own words, and what helps. */
import { Failure } from '../../../failure';
import type { DoingIn } from './to-failure';
import type { Refusal } from './trouble';
import { serverWords } from './words';

/** What the server said, ready to be looked at. */
interface Said {
  readonly status: number;
  readonly message: string;
  readonly reason: string;
  readonly kind: string;
  readonly causes: string;
  /** How far this computer's clock is from the server's, ms, or 0. */
  readonly skewMs: number;
}

/** One kind of refusal. `why` is for where the server's own words do not suffice. */
interface Rule {
  readonly code: string;
  is(said: Said, doing: DoingIn): boolean;
  why?(said: Said, doing: DoingIn): string;
  fix(said: Said, doing: DoingIn): string;
}

/** Tokens are refused by clocks that differ by more. ms */
const SKEW_MS = 2 * 60_000;

function right({ verb, resource }: DoingIn): string {
  return verb === 'exec'
    ? 'the verbs get and create on pods/exec'
    : `the verb ${verb} on ${resource}`;
}

function minutes(ms: number): string {
  const all = Math.round(Math.abs(ms) / 60_000);
  return all < 120 ? `${all} min` : `${Math.round(all / 60)} h`;
}

/** The first that fits is told. Texts: those of Kubernetes 1.37, looked for as loosely as is safe. */
const RULES: readonly Rule[] = [
  {
    code: 'clock-skew',
    is: ({ status, skewMs }) => status === 401 && Math.abs(skewMs) > SKEW_MS,
    why: ({ skewMs }) =>
      `the cluster does not accept who you are, and the clock of this computer is ${minutes(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} its own`,
    fix: () => 'Set the clock of this computer, then try again.',
  },
  {
    code: 'unauthorized',
    is: ({ status }) => status === 401,
    why: () => 'the cluster does not accept who you are (401)',
    fix: () => 'Sign in again, or renew the user entry in your kubeconfig.',
  },
  {
    code: 'pod-security',
    is: ({ status, message }) => status === 403 && /violates PodSecurity/.test(message),
    fix: (_, { namespace }) =>
      `Change the PodTemplate so that it keeps to the profile, or ask for another profile on the namespace ${namespace}.`,
  },
  {
    code: 'quota',
    is: ({ status, message }) => status === 403 && /exceeded quota/.test(message),
    fix: (_, { namespace }) =>
      `End a session, choose a smaller size, or ask for more room in ${namespace}.`,
  },
  {
    code: 'quota-incomplete',
    is: ({ status, message }) => status === 403 && /failed quota/.test(message),
    fix: () => 'Set what is named there in the PodTemplate, or in the sizes in the settings.',
  },
  {
    code: 'limit-range',
    is: ({ status, message }) =>
      status === 403 &&
      /(?:minimum|maximum|max) \S*\s?(?:usage|limit)\S* (?:per|to)|limit to request ratio/.test(
        message,
      ),
    fix: (_, { namespace }) => `Choose a size within the limits of the namespace ${namespace}.`,
  },
  {
    code: 'admission-policy',
    is: ({ message }) => /ValidatingAdmissionPolicy|MutatingAdmissionPolicy/.test(message),
    fix: () =>
      'A rule of the cluster forbids it: follow it in the settings or the PodTemplate, or ask its administrator.',
  },
  {
    code: 'admission-webhook',
    is: ({ message }) => /admission webhook .* denied|failed calling webhook/.test(message),
    fix: () => 'A check of the cluster forbids it: ask its administrator.',
  },
  {
    code: 'namespace-ending',
    is: ({ message, causes }) =>
      /being terminated/.test(message) || /NamespaceTerminating/.test(causes),
    fix: () => 'Wait until it is gone and made anew, or choose another namespace.',
  },
  {
    code: 'no-service-account',
    is: ({ message }) => /error looking up service account/.test(message),
    fix: () => 'Check the service account in the settings (K8S_SERVICE_ACCOUNT).',
  },
  {
    // The check for create on an upgraded connection gives no reason: https://github.com/kubernetes/kubernetes/pull/134577
    code: 'forbidden-exec-create',
    is: ({ status, message }, { verb }) =>
      verb === 'exec' && status === 403 && /is forbidden:?\s*$/.test(message),
    why: () =>
      'you may not create pods/exec there (the cluster says forbidden, and gives no reason)',
    fix: (_, { namespace }) =>
      `Ask for the verbs get and create on pods/exec in ${namespace}: both are needed.`,
  },
  {
    code: 'forbidden-exec',
    is: ({ status }, { verb }) => verb === 'exec' && status === 403,
    fix: (_, { namespace }) =>
      `Ask for the verbs get and create on pods/exec in ${namespace}: both are needed.`,
  },
  {
    code: 'forbidden',
    is: ({ status, message }) => status === 403 && /User ".*" cannot \S+ resource/s.test(message),
    fix: (_, doing) => `Ask for ${right(doing)} in the namespace ${doing.namespace}.`,
  },
  {
    code: 'refused-by-cluster',
    is: ({ status, reason }) => status === 403 && reason !== '',
    fix: () => 'A rule of the cluster forbids it: ask its administrator.',
  },
  {
    code: 'forbidden-on-the-way',
    is: ({ status }) => status === 403,
    why: ({ message }) => `the way to the cluster is closed to you: ${message || '403'}`,
    fix: () =>
      'For GKE, ask for the right container.clusters.connect (role container.clusterViewer); otherwise check the proxy.',
  },
  {
    code: 'no-namespace',
    is: ({ status, kind, message }) =>
      status === 404 && (kind === 'namespaces' || /^namespaces? ".*" not found/.test(message)),
    fix: (_, { namespace }) =>
      `Ask for the namespace ${namespace}, or choose another in the settings (K8S_NAMESPACE).`,
  },
  {
    code: 'no-pod',
    is: ({ status, kind }) => status === 404 && kind === 'pods',
    fix: () => 'It has ended, or was removed by someone. Make a new session.',
  },
  {
    code: 'not-found',
    is: ({ status, kind }) => status === 404 && kind !== '',
    fix: () => 'Check the name in the settings.',
  },
  {
    code: 'not-a-cluster',
    is: ({ status, reason }) => status === 404 && reason === '',
    why: () => 'what answers there does not know the address (404)',
    fix: () => 'Check that the address is that of a cluster.',
  },
  {
    code: 'no-container',
    is: ({ status, message }, { verb }) =>
      verb === 'exec' &&
      ((status === 400 && /container .* is not valid/.test(message)) ||
        // The kubelet's words, the runtime's just after the end, and the API server's once the pod is over.
        /container not found|container is in CONTAINER_\w+ state|in a completed pod/.test(message)),
    fix: () =>
      'The container has ended or is being started again. Try again, or make a new session.',
  },
  {
    code: 'exists',
    is: ({ status, reason }) => status === 409 && reason === 'AlreadyExists',
    fix: () => 'Choose another name, or remove the other one.',
  },
  {
    code: 'conflict',
    is: ({ status }) => status === 409,
    fix: () => 'It was changed by someone at the same time. Try again.',
  },
  {
    code: 'invalid',
    is: ({ status }) => status === 422 || status === 400,
    fix: () => 'Correct what is named there in the settings or the PodTemplate.',
  },
  {
    code: 'too-large',
    is: ({ status }) => status === 413,
    fix: () => 'Make the PodTemplate smaller.',
  },
  {
    code: 'too-busy',
    is: ({ status }) => status === 429,
    fix: () => 'The cluster has too much to do. Try again in a minute.',
  },
  {
    code: 'cluster-trouble',
    is: ({ status }) => status >= 500,
    why: ({ status, message }) =>
      `the cluster cannot do it now (${status}): ${message || 'it gives no reason'}`,
    fix: () => 'Try again in a minute. If it stays so, ask the administrator of the cluster.',
  },
];

function skewOf(date: string | undefined): number {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(theirs) ? 0 : Date.now() - theirs;
}

function saidBy(refusal: Refusal): Said {
  const { said, text, status, date } = refusal;
  const causes =
    said?.details?.causes?.map(({ reason = '', message = '' }) => `${reason} ${message}`) ?? [];
  return {
    status,
    // A proxy's answer is a page, which helps nobody.
    message: serverWords(said?.message ?? (/^\s*</.test(text) ? '' : text)),
    reason: said?.reason ?? '',
    kind: said?.details?.kind ?? '',
    causes: causes.join(' '),
    skewMs: skewOf(date),
  };
}

/** The refusal as a Failure; `what` says what did not happen. */
export function refusalFailure(refusal: Refusal, what: string, doing: DoingIn): Failure {
  const said = saidBy(refusal);
  const rule = RULES.find(({ is }) => is(said, doing));
  const own = said.message || `the cluster answered ${said.status} and gives no reason`;
  const why = rule?.why?.(said, doing) ?? own;
  return new Failure(
    rule?.code ?? 'refused-by-cluster',
    `${what}: ${why}.`,
    rule?.fix(said, doing),
  );
}
