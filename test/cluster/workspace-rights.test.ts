/** Who may do what in a workspace: every verb on every resource is asked of the real API server, by everyone there is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterAccess } from '../../main/backends/kubernetes/access';
import { type Ask, accessBy, ask } from './support/ask';
import { access, kubectl } from './support/cluster';
import { USER } from './support/stage';
import { applySystem, applyWorkspace, noSystem, type Workspace } from './support/workspace';

if (noSystem !== null) console.warn(`skipped: ${noSystem}`);

/** Where the API has a resource. */
interface Resource {
  /** As RBAC writes it: "pods/exec". */
  readonly name: string;
  /** Absent: the core group. */
  readonly api?: string;
  /** True: it is in no namespace. */
  readonly global?: true;
}

const RBAC = 'rbac.authorization.k8s.io/v1';
const RESOURCES: readonly Resource[] = [
  ...['pods', 'pods/exec', 'pods/log', 'pods/attach', 'pods/portforward', 'pods/proxy'],
  ...['pods/ephemeralcontainers', 'pods/eviction', 'pods/status', 'secrets', 'configmaps'],
  ...['serviceaccounts', 'serviceaccounts/token', 'persistentvolumeclaims', 'podtemplates'],
  ...['events', 'resourcequotas', 'limitranges', 'services', 'endpoints'],
].map((name) => ({ name }));
const OTHERS: readonly Resource[] = [
  { name: 'namespaces', global: true },
  { name: 'nodes', global: true },
  { name: 'persistentvolumes', global: true },
  { name: 'deployments', api: 'apps/v1' },
  { name: 'jobs', api: 'batch/v1' },
  { name: 'cronjobs', api: 'batch/v1' },
  { name: 'leases', api: 'coordination.k8s.io/v1' },
  { name: 'networkpolicies', api: 'networking.k8s.io/v1' },
  { name: 'ingresses', api: 'networking.k8s.io/v1' },
  { name: 'endpointslices', api: 'discovery.k8s.io/v1' },
  { name: 'roles', api: RBAC },
  { name: 'rolebindings', api: RBAC },
  { name: 'clusterroles', api: RBAC, global: true },
  { name: 'clusterrolebindings', api: RBAC, global: true },
  {
    name: 'validatingadmissionpolicies',
    api: 'admissionregistration.k8s.io/v1',
    global: true,
  },
];
const ALL = [...RESOURCES, ...OTHERS];

const OF_ONE = ['get', 'create', 'update', 'patch', 'delete'];
const VERBS = [...OF_ONE, 'list', 'watch', 'deletecollection'];

/** What a user of the workspace may do there: what main/backends/kubernetes and main/diagnostics/cluster ask for. */
const USERS: Readonly<Record<string, readonly string[]>> = {
  pods: ['create', 'get', 'list', 'watch', 'patch', 'delete'],
  'pods/exec': ['get', 'create'],
  'pods/log': ['get'],
  persistentvolumeclaims: ['create', 'get', 'delete'],
  podtemplates: ['get'],
  events: ['list'],
  resourcequotas: ['list'],
  limitranges: ['list'],
  namespaces: ['get'],
  serviceaccounts: ['get'],
  services: ['get'],
  networkpolicies: ['list'],
  ingresses: ['list'],
  endpointslices: ['list'],
  rolebindings: ['list'],
};
const REAPERS: typeof USERS = {
  pods: ['list', 'delete'],
  persistentvolumeclaims: ['list', 'delete'],
  namespaces: ['list'],
};

/** The methods of verbs, and whether they are of one object by its name. */
const METHODS: Readonly<Record<string, string>> = {
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};

/** The request that a verb on a resource is. Nothing is made or removed by it, even where it is allowed. */
function requestOf(verb: string, { name, api, global }: Resource, namespace: string): Ask {
  const [resource = '', subresource] = name.split('/');
  const isNamespace = resource === 'namespaces';
  const base = api === undefined ? '/api/v1' : `/apis/${api}`;
  const where = global ? '' : `/namespaces/${namespace}`;
  const collection = `${base}${where}/${resource}`;
  const isOfOne = subresource !== undefined || (OF_ONE.includes(verb) && verb !== 'create');
  // Its own namespace is what a user may look at; others are none of its business.
  const object = isNamespace ? namespace : 'nobody';
  const path = isOfOne
    ? `${collection}/${object}${subresource === undefined ? '' : `/${subresource}`}`
    : collection;
  const query = verb === 'watch' ? '?watch=true&timeoutSeconds=1' : '?dryRun=All';
  const method = METHODS[verb] ?? 'GET';
  const body = method === 'PATCH' ? [] : {};
  return { method, path: `${path}${query}`, ...(method !== 'GET' && { body }) };
}

/** What may be done, of everything: "get pods/log". */
async function grantedTo(who: ClusterAccess, namespace: string): Promise<string[]> {
  const rows = ALL.flatMap((resource) =>
    (resource.name.includes('/') ? OF_ONE : VERBS).map((verb) => ({ resource, verb })),
  );
  expect(rows.length).toBeGreaterThan(200);
  const granted: string[] = [];
  for (const { resource, verb } of rows) {
    const { status, message } = await ask(who, requestOf(verb, resource, namespace));
    const isRefused = status === 403 && /User "[^"]+" cannot /.test(message);
    if (!isRefused) granted.push(`${verb} ${resource.name}`);
  }
  return granted.sort();
}

function rowsOf(rights: typeof USERS): string[] {
  return Object.entries(rights)
    .flatMap(([resource, verbs]) => verbs.map((verb) => `${verb} ${resource}`))
    .sort();
}

describe.skipIf(noSystem !== null)('rights in a workspace', () => {
  let own: Workspace;
  let others: Workspace;
  let removeSystem = () => {};

  beforeAll(() => {
    removeSystem = applySystem();
    own = applyWorkspace({ users: [USER], keyless: true });
    others = applyWorkspace({ users: ['bo@corp.example'] });
  });
  afterAll(() => {
    own.remove();
    others.remove();
    removeSystem();
  });

  const tokenOf = (account: string, namespace: string) =>
    accessBy(kubectl(['-n', namespace, 'create', 'token', account]).trim());

  test('a user may do what the app does, and nothing else', async () => {
    expect(await grantedTo(access({ user: USER }), own.name)).toEqual(rowsOf(USERS));
  });

  test('a user may do nothing in the workspace of another, or where the reaper runs', async () => {
    const user = access({ user: USER });
    expect(await grantedTo(user, others.name)).toEqual([]);
    expect(await grantedTo(user, 'gamgui-system')).toEqual([]);
  });

  test.each(['gamgui-session', 'gamgui-keyless', 'default'])(
    'the account %s may do nothing',
    async (account) => {
      expect(await grantedTo(tokenOf(account, own.name), own.name)).toEqual([]);
    },
  );

  test('the reaper may list and delete pods and claims of workspaces, and list namespaces', async () => {
    const reaper = tokenOf('reaper', 'gamgui-system');
    expect(await grantedTo(reaper, own.name)).toEqual(rowsOf(REAPERS));
    const elsewhere = await grantedTo(reaper, 'gamgui-system');
    expect(elsewhere).toEqual(['list namespaces']);
  });
});
