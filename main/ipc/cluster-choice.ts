/** What the windows can ask of clusters and of sign-in with Google. */
import type {
  ChosenCluster,
  ClusterList,
  EffectiveSetting,
  GoogleStatus,
  KubeContext,
} from '../../preload/contract';
import { listContexts } from '../backends/kubernetes/kubeconfig';
import { Failure, toAppError } from '../failure';
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

const USE = 'Use a context of your kubeconfig.';

/** The choice where there is no sign-in: contexts of a kubeconfig alone. */
export function kubeconfigChoice(settings: SettingsStore, env: NodeJS.ProcessEnv): ClusterChoice {
  const effective = () => effectiveSettings(settings.get().cluster, env);
  const reason = new Failure('no-google', 'This build cannot sign in with Google.', USE);
  const refuse = (): never => {
    throw reason;
  };
  return {
    settings: () => [...effective().list],
    google: async () => ({ kind: 'signed-out', canSignIn: false, reason: toAppError(reason) }),
    signIn: async () => refuse(),
    cancelSignIn: () => undefined,
    signOut: async () => null,
    clusters: async () => refuse(),
    contexts: () => listContexts(effective().kubeconfig),
    choose: async (cluster) => keepChoice(settings, cluster),
  };
}

/** Saves a chosen cluster. */
function keepChoice(settings: SettingsStore, cluster: ChosenCluster): void {
  settings.set({ cluster: { ...settings.get().cluster, ...cluster } });
}
