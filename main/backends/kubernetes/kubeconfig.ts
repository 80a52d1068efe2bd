/**
 * Contexts of the user's kubeconfig: which there are, and the way one leads. Files are read as kubectl reads them.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { visible } from '../../../preload/visible';
import { Failure } from '../../failure';
import type { ClusterAccess } from './access';
import type { ClusterPlace } from './cluster-place';

/** A context as it is shown: no secret is in it. */
export interface ContextInfo {
  readonly name: string;
  readonly server: string;
  /** The name of the user's entry, not who that is for the cluster. */
  readonly user: string;
  /** The context's own namespace, or null. */
  readonly namespace: string | null;
  readonly isCurrent: boolean;
}

const FIX = 'Check the file, and KUBECONFIG if you have set it.';

/** The files that are there: those KUBECONFIG names (absent ones are skipped, as by kubectl), or the usual one. */
function filesOf(named: string | null): string[] {
  const usual = join(homedir(), '.kube', 'config');
  const files = named === null ? [usual] : named.split(delimiter).filter((file) => file !== '');
  return files.map((file) => resolve(file)).filter((file) => existsSync(file));
}

/** The first file that says something of a name wins, as with kubectl; client-node refuses a second. */
function merge(into: KubeConfig, more: KubeConfig): void {
  const isNew = <T extends { readonly name: string }>(known: readonly T[]) => {
    const names = new Set(known.map(({ name }) => name));
    return (one: T) => !names.has(one.name);
  };
  into.clusters = [...into.clusters, ...more.clusters.filter(isNew(into.clusters))];
  into.users = [...into.users, ...more.users.filter(isNew(into.users))];
  into.contexts = [...into.contexts, ...more.contexts.filter(isNew(into.contexts))];
  if (!into.currentContext) into.currentContext = more.currentContext;
}

/** The configuration in these files. @throws Failure `kubeconfig` */
async function load(named: string | null): Promise<KubeConfig> {
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const whole = new Config();
  whole.loadFromOptions({ clusters: [], users: [], contexts: [], currentContext: '' });
  for (const file of filesOf(named)) {
    const one = new Config();
    try {
      one.loadFromFile(file);
    } catch (error) {
      // The parser's message quotes the file, where keys are: only its name is told.
      const what = error instanceof Error && 'code' in error ? String(error.code) : 'not valid';
      throw new Failure('kubeconfig', `The kubeconfig ${file} cannot be read (${what}).`, FIX);
    }
    one.makePathsAbsolute(dirname(file));
    merge(whole, one);
  }
  return whole;
}

/** All contexts in the files that `named` (KUBECONFIG, or null: the usual one) names. @throws Failure `kubeconfig` */
export async function listContexts(named: string | null): Promise<ContextInfo[]> {
  const config = await load(named);
  return config.contexts.map(({ name, cluster, user, namespace }) => ({
    name,
    server: config.getCluster(cluster)?.server ?? '',
    user,
    namespace: namespace ?? null,
    isCurrent: name === config.currentContext,
  }));
}

/** The way by a context. @throws Failure `kubeconfig` or `no-context` */
export async function openContext(
  place: Extract<ClusterPlace, { way: 'kubeconfig' }>,
): Promise<ClusterAccess> {
  const { context, namespace, files } = place;
  const kubeConfig = await load(files);
  if (kubeConfig.getContextObject(context) === null) {
    const known = kubeConfig.contexts.map(({ name }) => visible(name)).join(', ') || 'none';
    const message = `The kubeconfig has no context “${visible(context)}”.`;
    throw new Failure('no-context', message, `Known: ${known}. Choose one in the settings.`);
  }
  kubeConfig.setCurrentContext(context);
  return { title: context, detail: 'kubeconfig', namespace, kubeConfig };
}
