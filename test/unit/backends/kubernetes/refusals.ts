/** What API servers refuse with, each with the code and the words that come of it. */
import type { DoingIn } from '../../../../main/backends/kubernetes/rest/to-failure';
import { Refusal } from '../../../../main/backends/kubernetes/rest/trouble';
import { status } from './support/api-server';

/** A pod that is made. */
export const CREATE: DoingIn = {
  verb: 'create',
  resource: 'pods',
  name: 'gamgui-a',
  namespace: 'gamgui',
};
/** Pods that are listed. */
export const LIST: DoingIn = { verb: 'list', resource: 'pods', namespace: 'gamgui' };
const EXEC: DoingIn = {
  verb: 'exec',
  resource: 'pods/exec',
  name: 'gamgui-a',
  namespace: 'gamgui',
};
const GET: DoingIn = { ...CREATE, verb: 'get' };

/** A refusal in Kubernetes' own words: code, reason, message. */
export const says = (code: number, reason: string, message: string, details?: object) =>
  new Refusal({ status: code, text: status(code, reason, message, details) });

const forbidden = (why: string) => says(403, 'Forbidden', `pods "gamgui-a" is forbidden: ${why}`);

/** What is answered, what is done, the code, and what the message or the fix must have in it. */
export const REFUSALS: [string, Refusal, DoingIn, string, ...string[]][] = [
  [
    'no credentials',
    says(401, 'Unauthorized', 'Unauthorized'),
    CREATE,
    'unauthorized',
    'Sign in again',
  ],
  [
    'create',
    forbidden(
      'User "lena" cannot create resource "pods" in API group "" in the namespace "gamgui"',
    ),
    CREATE,
    'forbidden',
    'User "lena" cannot create',
    'the verb create on pods',
    'gamgui',
  ],
  [
    'list',
    says(
      403,
      'Forbidden',
      'pods is forbidden: User "lena" cannot list resource "pods" in API group ""',
    ),
    LIST,
    'forbidden',
    'The pods of gamgui were not read',
    'the verb list on pods',
  ],
  [
    'exec get',
    forbidden('User "lena" cannot get resource "pods/exec" in API group ""'),
    EXEC,
    'forbidden-exec',
    'cannot get resource "pods/exec"',
    'get and create on pods/exec',
  ],
  [
    'exec create',
    forbidden(''),
    EXEC,
    'forbidden-exec-create',
    'you may not create pods/exec',
    'get and create on pods/exec',
  ],
  [
    'no namespace',
    says(404, 'NotFound', 'namespaces "gamgui" not found', { name: 'gamgui', kind: 'namespaces' }),
    CREATE,
    'no-namespace',
    'namespaces "gamgui" not found',
    'K8S_NAMESPACE',
  ],
  [
    'no pod',
    says(404, 'NotFound', 'pods "gamgui-a" not found', { kind: 'pods' }),
    EXEC,
    'no-pod',
    'Make a new session',
  ],
  [
    'it is there already',
    says(409, 'AlreadyExists', 'pods "gamgui-a" already exists'),
    CREATE,
    'exists',
    'already exists',
  ],
  [
    'changed by another',
    says(409, 'Conflict', 'Operation cannot be fulfilled on pods "gamgui-a"'),
    { ...CREATE, verb: 'delete' },
    'conflict',
    'Try again',
  ],
  [
    'invalid',
    says(422, 'Invalid', 'Pod "gamgui-a" is invalid: spec.containers[0].image: Required value'),
    CREATE,
    'invalid',
    'spec.containers[0].image: Required value',
  ],
  [
    'quota',
    forbidden('exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3'),
    CREATE,
    'quota',
    'used: pods=3',
    'End a session',
  ],
  [
    'quota without a value',
    forbidden('failed quota: q: must specify limits.memory for: session'),
    CREATE,
    'quota-incomplete',
    'limits.memory',
  ],
  [
    'Pod Security',
    forbidden('violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false'),
    CREATE,
    'pod-security',
    'allowPrivilegeEscalation != false',
  ],
  [
    'LimitRange',
    forbidden('maximum memory usage per Container is 256Mi, but limit is 512Mi'),
    CREATE,
    'limit-range',
    'maximum memory usage',
  ],
  [
    'LimitRange, several',
    forbidden(
      '[minimum cpu usage per Pod is 2, but request is 1, maximum cpu usage per Container is 1, but limit is 2]',
    ),
    CREATE,
    'limit-range',
    'minimum cpu usage',
  ],
  [
    'LimitRange, a ratio',
    forbidden('cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000'),
    CREATE,
    'limit-range',
    'ratio',
  ],
  [
    'a policy',
    says(
      422,
      '',
      "pods \"gamgui-a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: activeDeadlineSeconds is missing",
    ),
    CREATE,
    'admission-policy',
    'activeDeadlineSeconds is missing',
  ],
  [
    'a policy with a reason',
    forbidden("ValidatingAdmissionPolicy 'p' with binding 'b' denied request: not yours"),
    CREATE,
    'admission-policy',
    'not yours',
  ],
  [
    'a webhook',
    says(400, 'BadRequest', 'admission webhook "x.y" denied the request: no'),
    CREATE,
    'admission-webhook',
    'denied the request',
  ],
  [
    'a webhook that is away',
    says(500, 'InternalError', 'Internal error occurred: failed calling webhook "x.y"'),
    CREATE,
    'admission-webhook',
    'failed calling webhook',
  ],
  [
    'a namespace that goes',
    says(
      403,
      'Forbidden',
      'pods "gamgui-a" is forbidden: unable to create new content in namespace gamgui because it is being terminated',
    ),
    CREATE,
    'namespace-ending',
    'being terminated',
  ],
  [
    'no service account',
    forbidden('error looking up service account gamgui/x: serviceaccount "x" not found'),
    CREATE,
    'no-service-account',
    'K8S_SERVICE_ACCOUNT',
  ],
  [
    'another plugin',
    forbidden('no PriorityClass with name x was found'),
    CREATE,
    'refused-by-cluster',
    'no PriorityClass',
  ],
  [
    'the way there',
    new Refusal({ status: 403, text: 'Permission container.clusters.connect denied' }),
    GET,
    'forbidden-on-the-way',
    'clusters.connect',
  ],
  [
    'no container',
    says(400, 'BadRequest', 'container zz is not valid for pod gamgui-a'),
    EXEC,
    'no-container',
    'container zz',
  ],
  [
    'an ended container',
    new Refusal({ status: 500, text: 'container not found ("session")' }),
    EXEC,
    'no-container',
    'container not found ("session")',
  ],
  ['too much', says(429, 'TooManyRequests', 'Too many requests'), LIST, 'too-busy', 'in a minute'],
  [
    'too large',
    says(413, 'RequestEntityTooLarge', 'limit is 3145728'),
    CREATE,
    'too-large',
    'limit is 3145728',
  ],
  [
    'trouble',
    new Refusal({ status: 503, text: '<html>no</html>' }),
    LIST,
    'cluster-trouble',
    '503',
  ],
  [
    'no API server',
    new Refusal({ status: 404, text: '404 page not found' }),
    LIST,
    'not-a-cluster',
    'address',
  ],
  [
    'a clock ahead',
    new Refusal({ status: 401, text: '', date: new Date(Date.now() - 20 * 60_000).toUTCString() }),
    LIST,
    'clock-skew',
    '20 min ahead',
  ],
  [
    'a clock behind',
    new Refusal({
      status: 401,
      text: '',
      date: new Date(Date.now() + 3 * 3_600_000).toUTCString(),
    }),
    LIST,
    'clock-skew',
    '3 h behind',
  ],
  [
    'what nobody foresaw',
    new Refusal({ status: 302, text: '' }),
    LIST,
    'refused-by-cluster',
    '302',
  ],
];
