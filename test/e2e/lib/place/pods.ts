/** A real cluster: sessions are pods, which kubectl is asked about. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { podName } from '../../../../main/backends/kubernetes/pods/names';
import { SessionId } from '../../../../preload/contract';
import { kubectlCommand, sessionImage } from '../../../cluster/support/cluster';
import { linesOf, looksInside } from './container';
import type { TestPlace } from './place';

const exec = promisify(execFile);

/** More than any journal of a test, bytes. */
const MOST = 256 * 1024 * 1024;

/** The last choice of somebody who used a cluster before. */
const LAST = { tenant: 'demo', backend: 'kubernetes', size: 'standard' };

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** Runs kubectl as the administrator. @throws where it fails, with what it says */
async function kubectl(...words: string[]): Promise<Buffer> {
  const { program, args, env } = kubectlCommand(words);
  const { stdout } = await exec(program, args, { env, maxBuffer: MOST, encoding: 'buffer' });
  return stdout;
}

/** A namespace of the tests' own: nobody else's sessions are in it. */
export async function makeNamespace(name: string): Promise<void> {
  await kubectl('create', 'namespace', name);
  const labels = Object.entries(RESTRICTED).map((pair) => pair.join('='));
  await kubectl('label', 'namespace', name, ...labels);
  // It comes a moment later than the namespace, and before it no pod can be made.
  await kubectl('-n', name, 'wait', '--for=create', 'serviceaccount/default', '--timeout=60s');
}

/** Removes it with all that is in it. */
export async function removeNamespace(name: string): Promise<void> {
  await kubectl('delete', 'namespace', name, '--wait=false');
}

/** The sessions of the administrator in a namespace. */
export async function podsPlace(namespace: string): Promise<TestPlace> {
  const { env } = kubectlCommand([]);
  const context = await kubectl('config', 'current-context');
  const inside = (id: string, ...command: string[]) =>
    kubectl('exec', '-n', namespace, podName(SessionId.parse(id)), '--', ...command);
  return {
    kind: 'kubernetes',
    env: {
      KUBECONFIG: env['KUBECONFIG'] ?? '',
      K8S_CONTEXT: context.toString().trim(),
      K8S_NAMESPACE: namespace,
      K8S_IMAGE: sessionImage ?? '',
    },
    // None is made ahead: what pods there are, and which windows, is then what the test made (spares.spec has its own).
    settings: { version: 1, lifeMs: 3_600_000, lastSession: LAST, spares: 0 },
    async begin(home) {
      // The first run's page listens to keys when it is there.
      await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
      await home.keyboard.press('Control+n');
      await expect(home.getByRole('radio', { name: /Kubernetes/ })).toBeChecked();
      await home.keyboard.press('Enter');
    },
    share: async () => {},
    ...looksInside(inside),
    async tracesOf(id) {
      const name = podName(SessionId.parse(id));
      const found = await kubectl('get', 'pod', name, '-n', namespace, '-o', 'name').catch(
        (error: { stderr?: Buffer }) => {
          // Nothing else means that it is gone.
          expect(error.stderr?.toString()).toContain(`pods "${name}" not found`);
          return '';
        },
      );
      return linesOf(found);
    },
    everySession: async () => linesOf(await kubectl('get', 'pods', '-n', namespace, '-o', 'name')),
  };
}
