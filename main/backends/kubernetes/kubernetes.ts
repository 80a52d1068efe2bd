/** Sessions in a Kubernetes cluster: a restricted pod each, found again from any computer. */
import type { Place, SessionId } from '../../../preload/contract';
import { Failure, isRefused, toAppError } from '../../failure';
import type { Network } from '../../network/network';
import { endBy } from '../../sessions/end-words';
import { EndedFailure } from '../../sessions/ended-failure';
import type {
  AgentProgram,
  Backend,
  Exec,
  Found,
  LeftFiles,
  Listing,
  PlaceWatch,
  Progress,
  RecordedPlaces,
  SessionSpec,
  SparePlace,
} from '../backend';
import { agentCommand } from '../image';
import { sessionsOf } from '../labels';
import { type ClusterPlace, placeOf, placeText } from './cluster-place';
import { type Cluster, Clusters } from './clusters';
import { createPod } from './creating';
import { Pictures } from './pictures';
import { awayOf } from './pods/away';
import { foundOf } from './pods/found';
import { CONTAINER, podName } from './pods/names';
import { isSpare } from './pods/spare';
import type { ClusterReach } from './reach';
import { removePod } from './removing';
import { missingRights } from './rights';
import { KubernetesSpares } from './spares';
import { withLog } from './with-log';

/** What the place is made from. */
export interface KubernetesParts {
  readonly reach: ClusterReach;
  readonly network: Network;
  /** Where the sessions are that the records know: each one's `at`. */
  readonly recorded: RecordedPlaces;
  /** The app's version, where spares are to be told from those of another one. */
  readonly app?: string;
  /** How long a new pod may take, ms; tests have less patience. */
  readonly patienceMs?: number;
}

/** After these the pod is asked why: the last is what the API server says of one that is over. */
const OVER = ['no-container', 'no-pod', 'invalid'];

/** Nobody answers there, or somebody else. */
const AWAY: ReadonlySet<string> = new Set([
  'dns',
  'refused',
  'unreachable',
  'cluster-timeout',
  'certificate',
  'certificate-name',
  'not-tls',
  'not-a-cluster',
]);

const ABOUT =
  "Runs as a pod of its own in your team's cluster: it goes on whatever happens to this computer.";

/** The place "a cluster". */
export class KubernetesBackend implements Backend {
  readonly kind = 'kubernetes';
  readonly title = 'Kubernetes';
  readonly about = ABOUT;
  readonly #parts: KubernetesParts;
  readonly #clusters: Clusters;
  readonly spares: SparePlace;
  /** Where sessions are that were found without a record here: made from another computer. */
  readonly #seen = new Map<SessionId, string | null>();
  /** Null: nothing is watched, and each list is asked for. */
  #pictures: Pictures | null = null;

  constructor(parts: KubernetesParts) {
    this.#parts = parts;
    this.#clusters = new Clusters(parts.reach, parts.network);
    this.spares = new KubernetesSpares({
      open: (at) => this.#chosenCluster(at),
      of: (id) => this.#clusterOf(id),
      settings: () => parts.reach.pods(),
      app: parts.app ?? '',
      patienceMs: parts.patienceMs,
    });
  }

  /** Opens every cluster anew when it is next needed: another user signed in, or a kubeconfig changed. */
  forget(): void {
    this.#clusters.forget();
    this.#pictures?.again();
  }

  async check(): Promise<Place['status']> {
    try {
      const place = this.#parts.reach.current();
      // To look again is to read the kubeconfig again, and to ask who the user is now.
      this.#clusters.forget();
      this.#pictures?.follow(this.#places());
      if (place === null) return { kind: 'unset', text: 'No cluster is chosen yet.' };
      const cluster = await this.#clusters.at(place);
      this.#pictures?.meet(cluster);
      const { access, client, owner } = cluster;
      const missing = await missingRights(client, access.namespace);
      if (missing !== null) throw missing;
      return {
        kind: 'ready',
        name: `${access.title} / ${access.namespace}`,
        text: `as ${owner}, ${filesWords(this.#parts.reach.pods().volume)}`,
      };
    } catch (error) {
      return { kind: 'unusable', error: toAppError(error) };
    }
  }

  where(spec: SessionSpec): { title: string; detail: string; why: string } {
    const place = placeOf(spec.at);
    const title = place?.way === 'gke' ? place.cluster : (place?.context ?? this.title);
    const detail = `${place?.namespace ?? ''}/${podName(spec.id)}`;
    return { title, detail, why: 'Chosen when it was made.' };
  }

  at(): string | null {
    const place = this.#parts.reach.current();
    return place === null ? null : placeText(place);
  }

  async create(
    spec: SessionSpec,
    progress: (p: Progress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const cluster = await this.#chosenCluster(spec.at);
    const { reach, patienceMs } = this.#parts;
    await createPod(spec, cluster, reach.pods(), { progress, signal, patienceMs });
  }

  async exec(id: SessionId, program: AgentProgram): Promise<Exec> {
    const cluster = await this.#clusterOf(id);
    const { access, place } = cluster;
    const { openExec } = await import('./exec/exec');
    const [pod, command] = [podName(id), agentCommand(program)];
    const { network } = this.#parts;
    try {
      const exec = await openExec({ access, network, pod, container: CONTAINER, command });
      this.#clusters.trust(place);
      return exec;
    } catch (error) {
      if (error instanceof Failure && (isRefused(error) || AWAY.has(error.code)))
        this.#clusters.doubt(place, isRefused(error));
      throw error instanceof Failure && OVER.includes(error.code)
        ? await whyAway(error, pod, cluster)
        : error;
    }
  }

  async list(): Promise<Listing> {
    const listings = await this.#listings(this.#places());
    const found = listings.flatMap((listing) => listing.found);
    for (const { id, spec } of found) this.#seen.set(id, spec.at);
    return { found, error: listings.find(({ error }) => error !== null)?.error ?? null };
  }

  async find(id: SessionId): Promise<Found | null> {
    const place = this.#placeOf(id);
    if (place === null || this.#pictures?.isGone(id)) return null;
    const { client, owner } = await this.#clusters.at(place);
    const pod = await client.getPod(podName(id));
    if (pod === null) return null;
    const found = foundOf(pod, owner, placeText(place));
    if (found !== null) return found;
    if (isSpare(pod)) return null;
    const fix = 'Sign in as that user to use it.';
    throw new Failure('not-yours', 'It is a session of another user of the cluster.', fix);
  }

  watch(changed: () => void): PlaceWatch {
    const pictures = new Pictures({ open: (place) => this.#clusters.at(place), changed });
    this.#pictures = pictures;
    pictures.follow(this.#places());
    return {
      again: () => pictures.again(),
      stop: () => {
        pictures.close();
        this.#pictures = null;
      },
    };
  }

  async left(id: SessionId): Promise<LeftFiles> {
    const gone: LeftFiles = { kind: 'gone' };
    try {
      // What was in the pod itself cannot be had once its container has ended.
      const { client } = await this.#clusterOf(id);
      const claim = await client.getClaim(podName(id));
      return claim === null ? gone : { kind: 'volume', claim: podName(id) };
    } catch {
      return gone;
    }
  }

  async remove(id: SessionId): Promise<void> {
    // Where no cluster was chosen nothing was made.
    if (this.#parts.recorded.of(id) !== null) await removePod(id, await this.#clusterOf(id));
    this.#pictures?.drop(id);
    this.#seen.delete(id);
  }

  /** The cluster chosen now, and those in which sessions are that are known here. */
  #places(): ClusterPlace[] {
    const texts = new Set([this.#chosen(), ...this.#parts.recorded.all()]);
    return [...texts].flatMap((text) => placeOf(text) ?? []);
  }

  /** Where sessions are is known also while the choice of another cluster cannot be used. */
  #chosen(): string | null {
    try {
      return this.at();
    } catch {
      return null;
    }
  }

  #listings(places: readonly ClusterPlace[]): Promise<Listing[]> {
    if (this.#pictures === null) return Promise.all(places.map((place) => this.#listAt(place)));
    this.#pictures.follow(places);
    return this.#pictures.listings();
  }

  async #listAt(place: ClusterPlace): Promise<Listing> {
    try {
      const { client, owner } = await this.#clusters.at(place);
      const { pods } = await client.listPods(sessionsOf(owner));
      const at = placeText(place);
      return { found: pods.flatMap((pod) => foundOf(pod, owner, at) ?? []), error: null };
    } catch (error) {
      return { found: [], error: toAppError(error) };
    }
  }

  /** Where new sessions are made. @throws Failure `no-cluster`, or why it cannot be reached */
  async #chosenCluster(at: string | null): Promise<Cluster> {
    const place = placeOf(at);
    if (place !== null) return this.#clusters.at(place);
    const fix = 'Choose one in the settings, under Cluster.';
    throw new Failure('no-cluster', 'No cluster is chosen to make sessions in.', fix);
  }

  /** @throws Failure `no-session`, or why its cluster cannot be reached */
  async #clusterOf(id: SessionId): Promise<Cluster> {
    const place = this.#placeOf(id);
    if (place !== null) return this.#clusters.at(place);
    throw new Failure('no-session', `It is not known which cluster session ${id} is in.`);
  }

  #placeOf(id: SessionId): ClusterPlace | null {
    return placeOf(this.#parts.recorded.of(id) ?? this.#seen.get(id) ?? null);
  }
}

/** Why there is no container to enter, in the pod's words where it says more. */
async function whyAway(error: Failure, name: string, cluster: Cluster): Promise<Failure> {
  const { client, owner } = cluster;
  const pod = await client.getPod(name).catch(() => undefined);
  if (pod === undefined) return error;
  // There is nothing to come back to: who tried again would do so for ever.
  if (pod === null) return new EndedFailure(endBy('removed'));
  const found = foundOf(pod, owner, '');
  if (found?.state === 'ended') return new EndedFailure(found.end);
  const away = awayOf(pod);
  if (away === null) return error;
  return away.log ? withLog(away.failure, name, client) : away.failure;
}

/** What becomes of a session's files, which must be known before it is made. */
function filesWords(volume: string | null): string {
  return volume === null ? 'files are lost with their node' : `files on a volume of ${volume}`;
}
