/** What the place needs from the rest of the app: which cluster is chosen, how each is reached, what pods are made with. */
import type { ClusterAccess } from './access';
import type { ClusterPlace } from './cluster-place';
import type { PodParts } from './pods/manifest';

/** The settings of pods, as they hold now. */
export type PodSettings = Pick<PodParts, 'image' | 'serviceAccount' | 'gateway' | 'timezone'> & {
  /** The PodTemplate's name in the namespace, or null: none. */
  readonly podTemplate: string | null;
  /** The size of a claim for each session's folder, a quantity; null: it goes with the node. */
  readonly volume: string | null;
  readonly sizes: {
    readonly [size in 'standard' | 'large' | 'extra-large']: {
      readonly cpu: string;
      readonly memory: string;
    };
  };
};

/** The way to clusters. */
export interface ClusterReach {
  /** The cluster that new sessions are made in, or null: none is chosen. @throws Failure: what is set cannot be used */
  current(): ClusterPlace | null;
  /** How the place is reached now. @throws Failure, for example `sign-in-again` or `no-context` */
  open(place: ClusterPlace): Promise<ClusterAccess>;
  pods(): PodSettings;
}
