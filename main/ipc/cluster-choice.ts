/** What the windows can ask of clusters and of sign-in with Google. */
import type {
  ChosenCluster,
  ClusterList,
  EffectiveSetting,
  GoogleStatus,
  KubeContext,
} from '../../preload/contract';
import { listContexts } from '../backends/kubernetes/kubeconfig';
import type { Core } from '../core';
import { effectiveSettings } from '../settings/effective';
import type { SettingsStore } from '../settings/store';

/** The choice of a cluster; each method answers one channel of the contract. */
export interface ClusterChoice {
  /** The settings that the environment can give, as they hold. */
  settings(): EffectiveSetting[];
  google(): Promise<GoogleStatus>;
  /** @throws Failure, for example `sign-in-cancelled` */
  signIn(): Promise<void>;
  cancelSignIn(): void;
  /** Resolves with words where Google could not be told, else null. */
  signOut(): Promise<string | null>;
  /** @throws Failure, for example `google-forbidden` */
  clusters(project: string): Promise<ClusterList>;
  /** @throws Failure `kubeconfig` */
  contexts(): Promise<KubeContext[]>;
  /** Keeps the choice. */
  choose(cluster: ChosenCluster): Promise<void>;
}

/** The choice, from the settings and the user's account. */
export function clusterChoice(
  settings: SettingsStore,
  env: NodeJS.ProcessEnv,
  { account, clusters }: Core['google'],
): ClusterChoice {
  const effective = () => effectiveSettings(settings.get().cluster, env, clusters.project());
  return {
    settings: () => [...effective().list],
    google: () => account.load(),
    signIn: () => account.signIn(),
    cancelSignIn: () => account.cancel(),
    signOut: () => account.signOut(),
    clusters: (project) => clusters.list(project),
    contexts: () => listContexts(effective().kubeconfig),
    choose: async (cluster) => keepChoice(settings, cluster),
  };
}

/** Saves a chosen cluster. */
function keepChoice(settings: SettingsStore, cluster: ChosenCluster): void {
  settings.set({ cluster: { ...settings.get().cluster, ...cluster } });
}
