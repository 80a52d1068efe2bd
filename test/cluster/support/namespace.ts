/** A namespace of a test's own, with rules of its own, which goes with the test. */
import { randomBytes } from 'node:crypto';
import type { ClusterClient } from '../../../main/backends/kubernetes/rest/client';
import { administrator, kubectl } from './cluster';

/** One namespace. */
export interface TestNamespace {
  readonly name: string;
  /** The cluster as its administrator, in that namespace. */
  readonly client: ClusterClient;
  /** Adds objects to it, or changes them. */
  apply(...objects: readonly object[]): void;
  remove(): void;
}

/** Makes one; `labels` are of the namespace. */
export function testNamespace(labels: Readonly<Record<string, string>> = {}): TestNamespace {
  const name = `gamgui-test-${randomBytes(4).toString('hex')}`;
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  const apply = (items: readonly object[], ...where: string[]) =>
    void kubectl(
      [...where, 'apply', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
  apply([namespace]);
  // It comes a moment later than the namespace, and before it no pod can be made.
  kubectl(['-n', name, 'wait', '--for=create', 'serviceaccount/default', '--timeout=60s']);
  return {
    name,
    client: administrator(name),
    apply: (...objects) => apply(objects, '-n', name),
    remove: () => void kubectl(['delete', 'namespace', name, '--wait=false']),
  };
}

/** A role and its binding: what a user may do there. */
export function role(
  user: string,
  rules: readonly { resource: string; verbs: readonly string[] }[],
): object[] {
  const api = 'rbac.authorization.k8s.io';
  const metadata = { name: 'test' };
  const all = rules.map(({ resource, verbs }) => ({
    apiGroups: [''],
    resources: [resource],
    verbs,
  }));
  const subjects = [{ apiGroup: api, kind: 'User', name: user }];
  const roleRef = { apiGroup: api, kind: 'Role', name: 'test' };
  return [
    { apiVersion: `${api}/v1`, kind: 'Role', metadata, rules: all },
    { apiVersion: `${api}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects },
  ];
}
