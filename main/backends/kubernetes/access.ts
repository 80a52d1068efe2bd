/** One way to a cluster, and as whom: what sign-in or a kubeconfig ends in, and all that REST and exec need. */
import type { KubeConfig } from '@kubernetes/client-node';

/** A cluster that can be reached. */
export interface ClusterAccess {
  /** The cluster's name as people know it: "gam-prod", or a context's name. */
  readonly title: string;
  /** How it is reached: "GKE, europe-west1" or "kubeconfig". */
  readonly detail: string;
  /** The namespace of the sessions. */
  readonly namespace: string;
  /** client-node's configuration with its current context set. Google's tokens come from an authenticator in it. */
  readonly kubeConfig: KubeConfig;
  /**
   * Has the credentials made anew, since the cluster refuses those it was given. Absent: a kubeconfig's are read anew only
   * when the cluster is opened again. @throws Failure `sign-in-again`, where there are none any more
   */
  readonly renew?: () => Promise<void>;
}
