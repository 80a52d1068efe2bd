/** The real cluster that these tests run in, and pods to try things in. */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KubeConfig, type V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { ClusterAccess } from '../../../main/backends/kubernetes/access';
import { ClusterClient } from '../../../main/backends/kubernetes/rest/client';
import type { Network } from '../../../main/network/network';

/** The way out of this process, without a proxy. */
export const direct: Network = {
  version: 0,
  proxy: null,
  ca: [],
  agent: (_host, options) => new Agent({ keepAlive: true, ...options }),
};

const State = z.object({
  kubeconfig: z.string(),
  /** The session image, or null: none is loaded. */
  image: z.string().nullable(),
  /** A program of which `kubectl` is a subcommand. */
  program: z.string().nullable(),
});

/** The file in which this machine's own cluster is described, or null: another one, or none, is used. */
export const ownStateFile = findStateFile();

function findStateFile(): string | null {
  if (process.env['GAMGUI_TEST_KUBECONFIG']) return null;
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const cache = process.env['GAMGUI_CACHE_DIR'] || join(base, 'gamgui');
  const file = process.env['GAMGUI_CLUSTER_STATE'] || join(cache, 'cluster', 'state.json');
  return existsSync(file) ? file : null;
}

function readState() {
  const kubeconfig = process.env['GAMGUI_TEST_KUBECONFIG'];
  if (kubeconfig) return { kubeconfig, image: process.env['K8S_IMAGE'] ?? null, program: null };
  if (ownStateFile === null) return null;
  return State.parse(JSON.parse(readFileSync(ownStateFile, 'utf8')));
}

const state = readState();

/** The image of sessions, in which programs of tests are run too; null: none is loaded. */
export const sessionImage = process.env['GAMGUI_TEST_IMAGE'] ?? state?.image ?? null;

/** Why these tests cannot run, or null: they can. */
export const missing =
  state === null
    ? 'no cluster: npm run cluster -- up'
    : sessionImage === null
      ? 'no image is loaded'
      : null;

/** The file of the administrator. */
export function kubeconfigFile(): string {
  if (state === null) throw new Error('no cluster');
  return state.kubeconfig;
}

/** The way to the cluster as its administrator, or as another user, whom the administrator stands in for. */
export function access(more: { user?: string; namespace?: string } = {}): ClusterAccess {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfigFile());
  const user = kubeConfig.getCurrentUser();
  const cluster = kubeConfig.getCurrentCluster();
  if (user === null || cluster === null) throw new Error('the kubeconfig has no context');
  const who = more.user === undefined ? user : { ...user, impersonateUser: more.user };
  kubeConfig.loadFromClusterAndUser(cluster, who);
  return { title: 'test', detail: 'kubeconfig', namespace: more.namespace ?? 'gamgui', kubeConfig };
}

/** How kubectl is run as the administrator. */
export function kubectlCommand(words: readonly string[]) {
  const env = { ...process.env, KUBECONFIG: kubeconfigFile() };
  const [program, ...first] = state?.program ? [state.program, 'kubectl'] : ['kubectl'];
  return { program, args: [...first, ...words], env };
}

/** Runs kubectl as the administrator; `input` is its stdin. */
export function kubectl(words: readonly string[], input = ''): string {
  const { program, args, env } = kubectlCommand(words);
  return execFileSync(program, args, { env, input, encoding: 'utf8' });
}

/** The same, for tests in which other things must go on meanwhile. */
export async function kubectlBeside(words: readonly string[]): Promise<string> {
  const { program, args, env } = kubectlCommand(words);
  const { stdout } = await promisify(execFile)(program, args, { env, encoding: 'utf8' });
  return stdout;
}

/** A pod that does nothing, within the restricted profile. */
export function idlePod(name = `gamgui-test-${randomBytes(4).toString('hex')}`): V1Pod {
  const security = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return {
    metadata: { name, labels: { 'gamgui.dev/test': 'idle' } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'session',
          image: sessionImage ?? '',
          imagePullPolicy: 'IfNotPresent',
          command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1; done'],
          securityContext: security,
        },
      ],
    },
  };
}

/** Resolves when the pod runs. */
export async function running(client: ClusterClient, name: string): Promise<V1Pod> {
  const stop = new AbortController();
  let found: V1Pod | undefined;
  await client.watchPods(
    { fieldSelector: `metadata.name=${name}` },
    (event) => {
      const pods = event.kind === 'all' ? event.pods : event.kind === 'set' ? [event.pod] : [];
      const pod = pods.find(({ status }) => status?.phase === 'Running');
      if (pod === undefined) return;
      found = pod;
      stop.abort();
    },
    stop.signal,
  );
  if (found === undefined) throw new Error('it does not run');
  return found;
}

/** The cluster as its administrator. */
export function administrator(namespace = 'gamgui'): ClusterClient {
  return new ClusterClient(access({ namespace }), direct);
}
