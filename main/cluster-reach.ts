/** Which cluster is meant, and the way to it, as the environment and the saved settings say now. */
import type { ClusterAccess } from './backends/kubernetes/access';
import type { ClusterPlace } from './backends/kubernetes/cluster-place';
import { openContext } from './backends/kubernetes/kubeconfig';
import type { ClusterReach, PodSettings } from './backends/kubernetes/reach';
import { Failure } from './failure';
import type { GoogleClusters } from './google/clusters';
import type { Effective } from './settings/effective';

/** Asks for the settings each time: they can change while the app runs. */
export class SettingsReach implements ClusterReach {
  readonly #settings: () => Effective;
  readonly #google: GoogleClusters;

  constructor(settings: () => Effective, google: GoogleClusters) {
    this.#settings = settings;
    this.#google = google;
  }

  current(): ClusterPlace | null {
    const { place, trouble } = this.#settings();
    if (trouble !== null) throw new Failure(trouble.code, trouble.message, trouble.fix);
    return place;
  }

  open(place: ClusterPlace): Promise<ClusterAccess> {
    return place.way === 'kubeconfig' ? openContext(place) : this.#google.access(place);
  }

  pods(): PodSettings {
    return this.#settings().pods;
  }
}
