/** What windows and the command line have in common: one profile's sessions, tenants and places. */
import { join } from 'node:path';
import type { AppError, BackendKind, SessionId } from '../preload/contract';
import type { Backend } from './backends/backend';
import { DockerBackend } from './backends/docker/docker';
import { findEngine } from './backends/docker/finding';
import type { EnginePlace } from './backends/docker/place';
import { KubernetesBackend } from './backends/kubernetes/kubernetes';
import type { ClusterReach } from './backends/kubernetes/reach';
import { LocalBackend } from './backends/local/local';
import { runFolder } from './backends/local/run-folder';
import { SettingsReach } from './cluster-reach';
import { GoogleAccount, type GoogleParts } from './google/account';
import { projectOfDefault } from './google/application-default';
import { GoogleClusters } from './google/clusters';
import type { Keychain } from './google/keychain';
import { readOAuthClient } from './google/oauth-client';
import { followNetwork } from './network/follow';
import type { Network } from './network/network';
import { WatchedSurroundings, wayOut } from './network/surroundings';
import { makePrivate } from './profile';
import { RuntimeFinder } from './runtime/runtime';
import { SessionManager } from './sessions/manager';
import { Records, type SessionRecord } from './sessions/records';
import { Spares } from './sessions/spares/spares';
import { wantedSpares } from './sessions/spares/wanted';
import { Writer } from './sessions/writer';
import { type Effective, effectiveSettings } from './settings/effective';
import { savedSettings } from './settings/saved';
import { credentialsOf } from './tenants/gam/gather';
import { keptTenants } from './tenants/kept';
import { Tenants } from './tenants/tenants';

/** What the core is made from. */
export interface CoreParts {
  /** The profile's folder; made if it is not there. */
  readonly profile: string;
  /** The agent that came with the app. */
  readonly agent: string;
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly desktop: Desktop;
}

/** What the desktop gives: for signing in, and whether there is a network. */
export interface Desktop {
  /** False only where it is sure that there is none. */
  isOnline(): boolean;
  /** Electron's safeStorage once it can be used, or null: there is none. */
  keychain(): Promise<Keychain | null>;
  /** Shows an address in the user's browser. */
  openBrowser(url: string): Promise<void>;
}

/** The parts that both ways into the app act on. */
export interface Core {
  readonly profile: string;
  readonly version: string;
  readonly backends: readonly Backend[];
  readonly runtime: RuntimeFinder;
  readonly tenants: Tenants;
  readonly sessions: SessionManager;
  /** What is made ahead of new sessions, once it is started. */
  readonly spares: Spares;
  readonly google: { readonly account: GoogleAccount; readonly clusters: GoogleClusters };
  /** The settings of clusters and of the way out, as they hold now. */
  readonly effective: () => Effective;
  /** Where the Docker engine is that new sessions are made in, or null: none is there. @throws Failure */
  readonly engine: () => EnginePlace | null;
  /** The way to clusters, and out of this computer. */
  readonly reach: ClusterReach;
  readonly network: Network;
  readonly desktop: Desktop;
  /** The agent that came with the app. */
  readonly agent: string;
  readonly env: NodeJS.ProcessEnv;
  /** What breaks connections without a word. */
  readonly surroundings: WatchedSurroundings;
  /** To be called when settings were changed: where they lead another way out, what is lost is tried by it at once. */
  readonly settingsChanged: () => void;
  /** What the user must be told: records that could not be read. */
  readonly notices: () => readonly AppError[];
}

/** Opens a profile. Nothing is started and no session touched before `sessions.find()`. */
export function makeCore(parts: CoreParts): Core {
  const { profile, agent, version, env, desktop } = parts;
  makePrivate(profile);
  const runtime = new RuntimeFinder(env);
  const run = runFolder(profile);
  makePrivate(run);
  const records = new Records(profile);
  const settings = () =>
    effectiveSettings(savedSettings(profile).cluster, env, projectOfDefault(env));
  const network = followNetwork(() => settings().network);
  const surroundings = new WatchedSurroundings({ isOnline: () => desktop.isOnline(), way: wayOut });
  const google = openGoogle({ profile, env, network, ...desktop });
  const reach = new SettingsReach(settings, google.clusters);
  const kubernetes = new KubernetesBackend({
    reach,
    network,
    app: version,
    recorded: recordedPlaces(records, 'kubernetes'),
  });
  const tenants = new Tenants(() => keptTenants(profile));
  const engine = () => findEngine({ host: savedSettings(profile).dockerHost, env });
  const docker = new DockerBackend({
    engine,
    settings: () => settings().pods,
    recorded: recordedPlaces(records, 'docker'),
    credentials: (tenant) => credentialsOf(tenant, tenants),
  });
  const backends = [kubernetes, docker, new LocalBackend({ profile, agent, runtime, env })];
  const report = (words: string) => console.error(words);
  const own = { records, writer: new Writer(run), report };
  const wanted = () => wantedSpares(savedSettings(profile), tenants);
  const spares = new Spares({ ...own, backend: kubernetes, wanted });
  const makeRoom = () => spares.makeRoom();
  const sessions = new SessionManager({ ...own, backends, app: version, surroundings, makeRoom });
  google.account.onChange(({ kind }) => {
    // Another user has other rights, and other sessions.
    if (kind === 'signed-in' || kind === 'signed-out') kubernetes.forget();
    if (kind === 'signed-in') {
      sessions.retry();
      spares.again();
    }
  });
  const notices = () => records.notices;
  let way = network.version;
  const settingsChanged = () => {
    if (network.version !== way) surroundings.changed();
    way = network.version;
  };
  const told = { surroundings, settingsChanged, notices };
  const ways = { effective: settings, engine, reach, network, desktop, agent, env };
  return {
    profile,
    version,
    backends,
    runtime,
    tenants,
    sessions,
    spares,
    google,
    ...ways,
    ...told,
  };
}

/** The user's account, and the clusters that it shows. */
function openGoogle(parts: Omit<GoogleParts, 'client'>): Core['google'] {
  const { env, network } = parts;
  const account = new GoogleAccount({ ...parts, client: () => readOAuthClient(env, null) });
  return { account, clusters: new GoogleClusters({ account, network, env }) };
}

/** Where the sessions of one place are, as their records say. */
function recordedPlaces(records: Records, place: BackendKind) {
  const its = (one: SessionRecord | null | undefined) =>
    one?.backend === place ? one.spec.at : undefined;
  return {
    all: () => records.list().flatMap((one) => its(one) ?? []),
    of: (id: SessionId) => its(records.get(id)),
  };
}

/** Where the agent is: beside the archive in the packaged app, since Python cannot read it; else in the project. */
export function agentFolder(app: { isPackaged: boolean; path: string; resources: string }): string {
  return app.isPackaged ? join(app.resources, 'agent') : join(app.path, 'agent');
}
