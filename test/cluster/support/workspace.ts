/** Workspaces on the test cluster, from the same manifests that administrators apply. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { kubectl, missing, sessionImage } from './cluster';

const MANIFESTS = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'terraform',
  'workspace',
  'manifests',
);

/** What a workspace is for in a test. */
export interface WorkspaceParts {
  readonly users?: readonly string[];
  /** False: the namespace does not enforce Pod Security, so that the policy alone decides. */
  readonly podSecurity?: boolean;
  /** With the parts for tenants without a key. */
  readonly keyless?: boolean;
}

/** One that was applied. */
export interface Workspace {
  readonly name: string;
  remove(): void;
}

/** A change to an object of the manifests, as kustomize takes it. */
interface Patch {
  readonly target: { readonly kind: string; readonly name?: string };
  readonly patch: string;
}

function patch(kind: string, name: string, ...operations: readonly object[]): Patch {
  return { target: { kind, name }, patch: JSON.stringify(operations) };
}

/**
 * Runs kubectl on a kustomization over a folder of the manifests. `body`: what it changes, given how it names another folder
 * of theirs.
 */
function withKustomization<T>(
  base: string,
  body: (path: (folder: string) => string) => object,
  run: (folder: string) => T,
): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gamgui-kustomization-')));
  // kustomize takes relative ones alone.
  const path = (name: string) => relative(folder, join(realpathSync(MANIFESTS), name));
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [path(base)],
    images: [
      imageOf('REGION-docker.pkg.dev/PROJECT/gamgui/session', sessionImage ?? ''),
      imageOf('registry.k8s.io/pause', 'gamgui.test/pause:1'),
    ],
    ...body(path),
  };
  try {
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function imageOf(name: string, image: string) {
  const [newName, newTag] = image.split(/:(?=[^/]*$)/);
  return { name, newName, newTag };
}

/** Why nothing that a cluster has once may be made here, or null: it may. */
export const noSystem = missing ?? othersSystem();

/** A cluster that is not the tests' own may be in use: what it has is not replaced, and not removed after. */
function othersSystem(): string | null {
  if (!process.env['GAMGUI_TEST_KUBECONFIG']) return null;
  const found = kubectl(['get', 'namespace', 'gamgui-system', '--ignore-not-found', '-o', 'name']);
  return found.trim() === ''
    ? null
    : 'this cluster has gamgui-system already, which the test would replace and remove';
}

/** Every field must be known to the API server: a misspelt one is an error. */
const STRICTLY = ['apply', '--server-side', '--validate=strict', '-k'];

/** Applies what a workspace needs, in a namespace of the test's own. */
export function applyWorkspace(parts: WorkspaceParts = {}): Workspace {
  const { users = [], podSecurity = true, keyless = false } = parts;
  const name = `gamgui-test-${randomBytes(4).toString('hex')}`;
  const subjects = users.map((user) => ({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'User',
    name: user,
  }));
  const enforce = '/metadata/labels/pod-security.kubernetes.io~1enforce';
  const patches = [
    patch('RoleBinding', 'gamgui-users', { op: 'add', path: '/subjects', value: subjects }),
    patch('ConfigMap', 'gamgui-policy', {
      op: 'replace',
      path: '/data/images',
      value: `${sessionImage}\n`,
    }),
    ...(podSecurity ? [] : [patch('Namespace', 'gamgui', { op: 'remove', path: enforce })]),
  ];
  const body = (path: (folder: string) => string) => ({
    namespace: name,
    patches,
    ...(keyless && { components: [path('keyless')] }),
  });
  withKustomization('team', body, (folder) => kubectl([...STRICTLY, folder]));
  // It comes a moment later than the namespace.
  const counted = ['wait', '--for=jsonpath={.status.hard}', 'resourcequota/gamgui-sessions'];
  kubectl(['-n', name, ...counted, '--timeout=60s']);
  return { name, remove: () => void kubectl(['delete', 'namespace', name, '--wait=false']) };
}

/** Applies what a cluster needs once; the reaper sleeps, since tests run it themselves. Returns what removes it all. */
export function applySystem(): () => void {
  if (noSystem !== null) throw new Error(noSystem);
  const asleep = { op: 'add', path: '/spec/suspend', value: true };
  const body = () => ({ patches: [patch('CronJob', 'reaper', asleep)] });
  withKustomization('system', body, (folder) => kubectl([...STRICTLY, folder]));
  // The next test makes the same ones.
  const deleted = ['delete', '--ignore-not-found', '--wait=true', '--timeout=50s', '-k'];
  return () => withKustomization('system', body, (folder) => void kubectl([...deleted, folder]));
}
