/** The settings of the cluster as they hold now, in the shapes that the rest of main takes. */

import type { AppError } from '../../preload/basics';
import type { EffectiveSetting } from '../../preload/cluster';
import { SettingKey } from '../../preload/cluster';
import type { ClusterSettings } from '../../preload/settings';
import type { ClusterPlace } from '../backends/kubernetes/cluster-place';
import type { PodSettings } from '../backends/kubernetes/reach';
import { type NetworkSettings, networkSettings } from '../network/settings';
import { type Resolutions, resolveAll, shownSetting } from './environment';

/** What holds, from the environment, what is saved, and the defaults. */
export interface Effective {
  /** For the page of the settings; secrets are masked. */
  readonly list: readonly EffectiveSetting[];
  /** The cluster that new sessions are made in, or null: none is chosen, or what is chosen cannot be used. */
  readonly place: ClusterPlace | null;
  /** Why what is chosen cannot be used, or null. */
  readonly trouble: AppError | null;
  readonly pods: PodSettings;
  readonly network: NetworkSettings;
  /** Files as KUBECONFIG names them, or null: the usual one. */
  readonly kubeconfig: string | null;
  readonly project: string | null;
}

/** @param ownProject the project that the Google credentials have of their own, or null */
export function effectiveSettings(
  saved: ClusterSettings,
  env: NodeJS.ProcessEnv,
  ownProject: string | null = null,
): Effective {
  const all = resolveAll(saved, env);
  const project = all.project.value ?? ownProject;
  return {
    list: SettingKey.options.map((key) => shownSetting(key, all[key])),
    ...placeOf(all, saved.way, project),
    pods: podsOf(all, saved),
    network: networkOf(all, env),
    kubeconfig: all.kubeconfig.value,
    project,
  };
}

/** A cluster that the environment names goes before the way that was chosen; of two, GKE's. */
function wayOf(all: Resolutions, saved: ClusterSettings['way']): ClusterSettings['way'] {
  const isGiven = (key: 'clusterName' | 'context') =>
    all[key].origin === 'environment' || all[key].origin === 'default-instead';
  if (isGiven('clusterName')) return 'gke';
  return isGiven('context') ? 'kubeconfig' : saved;
}

type PlaceOrTrouble = Pick<Effective, 'place' | 'trouble'>;

function placeOf(
  all: Resolutions,
  savedWay: ClusterSettings['way'],
  project: string | null,
): PlaceOrTrouble {
  const namespace = all.namespace.value ?? 'gamgui';
  const way = wayOf(all, savedWay);
  if (way === null) return { place: null, trouble: null };
  if (way === 'kubeconfig') {
    const context = all.context.value;
    if (context === null) return lacks(all, ['context']);
    return { place: { way, files: all.kubeconfig.value, context, namespace }, trouble: null };
  }
  const { clusterName, location } = all;
  if (clusterName.value === null || location.value === null || project === null) {
    const isMissing = { clusterName: clusterName.value, location: location.value, project };
    return lacks(
      all,
      GKE_KEYS.filter((key) => isMissing[key] === null),
    );
  }
  const cluster = clusterName.value;
  return { place: { way, project, location: location.value, cluster, namespace }, trouble: null };
}

const GKE_KEYS = ['clusterName', 'location', 'project'] as const;
type PlaceKey = (typeof GKE_KEYS)[number] | 'context';

/** A cluster that is named in part. A value that was given wrongly says so itself. */
function lacks(all: Resolutions, keys: readonly PlaceKey[]): PlaceOrTrouble {
  const bad = keys.map((key) => all[key]).find(({ why }) => why !== undefined);
  const names = keys.map((key) => all[key].variable).join(' and ');
  const trouble: AppError =
    bad === undefined
      ? {
          code: 'cluster-incomplete',
          message: `The cluster cannot be used: ${names} ${keys.length > 1 ? 'are' : 'is'} not set.`,
          fix: `Set ${names}, or choose a cluster in the settings.`,
        }
      : {
          code: 'bad-setting',
          message: `${bad.variable} cannot be used: ${bad.why}`,
          fix: `Put ${bad.variable} right where the app is started.`,
        };
  return { place: null, trouble };
}

function podsOf(all: Resolutions, saved: ClusterSettings): PodSettings {
  return {
    image: all.image.value,
    serviceAccount: all.serviceAccount.value,
    podTemplate: all.podTemplate.value,
    // A path that nobody set is not written on pods.
    gateway: {
      service: all.serviceName.value,
      host: all.ingressHost.value,
      path: all.ingressPath.origin === 'default' ? null : all.ingressPath.value,
    },
    volume: all.volumeSize.value,
    sizes: saved.sizes,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** What the environment gives is passed on as it is: a bad address must not become "no proxy". */
function networkOf(all: Resolutions, env: NodeJS.ProcessEnv): NetworkSettings {
  const given = networkSettings(env);
  return {
    proxy: given.proxy ?? all.proxy.value,
    noProxy: given.noProxy || (all.noProxy.value ?? ''),
    caFile: given.caFile ?? all.caFile.value,
  };
}
