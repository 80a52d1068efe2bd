// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/**
 * The Kubernetes that is measured in, and the kubectl that is measured beside.
 * @typedef {object} Cluster
 * @property {string} kubeconfig a file
 * @property {string} context in it
 * @property {string} namespace where pods are made
 * @property {string} image the session image; it has a shell
 * @property {string[]} kubectl the words that run kubectl there, in that namespace
 */

/**
 * @param {NodeJS.ProcessEnv} env of `measure`
 * @returns {Promise<Cluster>}
 */
export async function clusterOf(env) {
  const { GAMGUI_TEST_KUBECONFIG, GAMGUI_CLUSTER_STATE = '', K8S_IMAGE = '', K8S_NAMESPACE } = env;
  const { kubeconfig, program } = GAMGUI_TEST_KUBECONFIG
    ? { kubeconfig: GAMGUI_TEST_KUBECONFIG, program: null }
    : JSON.parse(readFileSync(GAMGUI_CLUSTER_STATE, 'utf8'));
  if (K8S_IMAGE === '') throw new Error('No session image: set K8S_IMAGE to one of that cluster.');
  const namespace = K8S_NAMESPACE || 'gamgui';
  const first = program === null ? ['kubectl'] : [program, 'kubectl'];
  const kubectl = [...first, '--kubeconfig', kubeconfig, '--namespace', namespace];
  const context = (await output([...kubectl, 'config', 'current-context'])).trim();
  return { kubeconfig, context, namespace, image: K8S_IMAGE, kubectl };
}

/**
 * @param {Cluster} cluster
 * @returns {Record<string, string>} the settings by which the app uses it
 */
export function appSettings({ kubeconfig, context, namespace, image }) {
  const where = { KUBECONFIG: kubeconfig, K8S_CONTEXT: context, K8S_NAMESPACE: namespace };
  return { ...where, K8S_IMAGE: image };
}

/**
 * Runs a program to its end.
 * @param {string[]} argv
 * @param {string} [input] its stdin
 * @returns {Promise<string>} what it printed
 * @throws {Error} what it complained of, where it failed
 */
export async function output([command = '', ...args], input = '') {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${complaint}`);
  return said;
}

/** What the restricted profile wants of a container, and of a pod. */
const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD_SECURITY = {
  runAsNonRoot: true,
  runAsUser: 10_001,
  seccompProfile: { type: 'RuntimeDefault' },
};

/**
 * @param {Cluster} cluster
 * @param {object} container what it has beside an image and the restricted profile
 * @returns {object} the specification of a pod with one container, `session`
 */
export function podSpec({ image }, container) {
  const session = { name: 'session', image, imagePullPolicy: 'IfNotPresent' };
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    securityContext: POD_SECURITY,
    containers: [{ ...session, securityContext: CONTAINER_SECURITY, ...container }],
  };
}
