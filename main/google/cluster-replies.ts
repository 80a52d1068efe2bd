/** What Google says of clusters, as far as it is used. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
import { z } from 'zod';
import type { ClusterList, GoogleCluster } from '../../preload/contract';

const Text = z.string().nullish();
const Cluster = z.object({
  name: z.string().min(1),
  location: z.string().min(1),
  status: z.union([z.string(), z.number()]).nullish(),
  currentMasterVersion: Text,
  endpoint: Text,
  autopilot: z.object({ enabled: z.boolean().nullish() }).nullish(),
  masterAuth: z.object({ clusterCaCertificate: Text }).nullish(),
  controlPlaneEndpointsConfig: z
    .object({
      dnsEndpointConfig: z
        .object({ endpoint: Text, allowExternalTraffic: z.boolean().nullish() })
        .nullish(),
      ipEndpointsConfig: z.object({ enabled: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
});
const List = z.object({
  clusters: z.array(Cluster).nullish(),
  missingZones: z.array(z.string()).nullish(),
});

/** How a cluster's API server is reached. */
export type Endpoint =
  /** By a name with a public certificate, from anywhere. */
  | { readonly kind: 'dns'; readonly host: string }
  /** By an address, with the cluster's own authority, base64 of PEM. */
  | { readonly kind: 'ip'; readonly host: string; readonly ca: string };

/** A cluster and its ways in. */
export interface ClusterDetails {
  readonly cluster: GoogleCluster;
  readonly endpoints: readonly Endpoint[];
}

function endpointsOf(cluster: z.infer<typeof Cluster>): Endpoint[] {
  const { dnsEndpointConfig: dns, ipEndpointsConfig: ip } =
    cluster.controlPlaneEndpointsConfig ?? {};
  const found: Endpoint[] = [];
  if (dns?.endpoint && dns.allowExternalTraffic) found.push({ kind: 'dns', host: dns.endpoint });
  const ca = cluster.masterAuth?.clusterCaCertificate;
  // With addresses switched off, `endpoint` is the name again, if it is anything.
  const isAddress = cluster.endpoint && cluster.endpoint !== dns?.endpoint;
  if (isAddress && ca && ip?.enabled !== false)
    found.push({ kind: 'ip', host: cluster.endpoint ?? '', ca });
  return found;
}

function detailsOf(cluster: z.infer<typeof Cluster>, project: string): ClusterDetails {
  const endpoints = endpointsOf(cluster);
  return {
    cluster: {
      name: cluster.name,
      location: cluster.location,
      project,
      status: String(cluster.status ?? 'STATUS_UNSPECIFIED'),
      version: cluster.currentMasterVersion ?? '',
      autopilot: cluster.autopilot?.enabled ?? false,
      endpoints: endpoints.map(({ kind }) => kind),
    },
    endpoints,
  };
}

/** One cluster, or null: the reply is none. */
export function readCluster(reply: unknown, project: string): ClusterDetails | null {
  const parsed = Cluster.safeParse(reply);
  return parsed.success ? detailsOf(parsed.data, project) : null;
}

/** A project's clusters, and the locations that did not answer. Null: the reply is none. */
export function readClusters(reply: unknown, project: string): ClusterList | null {
  const parsed = List.safeParse(reply);
  if (!parsed.success) return null;
  const { clusters, missingZones } = parsed.data;
  const all = (clusters ?? []).map((cluster) => detailsOf(cluster, project).cluster);
  all.sort((a, b) => a.name.localeCompare(b.name) || a.location.localeCompare(b.location));
  return { clusters: all, missing: [...(missingZones ?? [])] };
}
