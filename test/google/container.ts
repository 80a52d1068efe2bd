/** container.googleapis.com: the clusters. */
import { bearer } from './bearer';
import { type Answer, type Ask, apiError, type Service, Unexpected } from './http';
import type { Cluster, World } from './world';

const LIST = /^\/v1\/projects\/([^/]+)\/locations\/-\/clusters$/;
const GET = /^\/v1\/(projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/]+))$/;

export function container(world: World): Service {
  return (ask) => {
    const project = LIST.exec(ask.path)?.[1];
    const one = GET.exec(ask.path);
    if (ask.method !== 'GET' || (project === undefined && one === null)) return null;
    mustBeTheClient(ask);
    const who = bearer(world, ask);
    if ('status' in who) return who;
    if (project !== undefined) return refusal(world, project, 'list') ?? list(world, project);
    const [, name = '', of = '', location, cluster] = one ?? [];
    return (
      refusal(world, of, 'get') ??
      get(
        world.clusters.find(
          (c) => c.project === of && c.location === location && c.name === cluster,
        ),
        name,
      )
    );
  };
}

function mustBeTheClient({ query, headers }: Ask): void {
  if (query.get('$alt') !== 'json;enum-encoding=int' || query.size !== 1)
    throw new Unexpected(`the query is ${query}`);
  if (!headers['x-goog-request-params']) throw new Unexpected('x-goog-request-params is missing');
  if (!/\bgapic\//.test(String(headers['x-goog-api-client'])))
    throw new Unexpected('x-goog-api-client is not the library’s');
}

function refusal(world: World, project: string, verb: 'list' | 'get'): Answer | null {
  if (world.disabled.has(project)) {
    const message = `Kubernetes Engine API has not been used in project ${project} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/container.googleapis.com/overview?project=${project} then retry.`;
    const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com' };
    const metadata = { consumer: `projects/${project}`, service: 'container.googleapis.com' };
    return apiError(403, 'PERMISSION_DENIED', message, [
      { ...info, reason: 'SERVICE_DISABLED', metadata },
    ]);
  }
  if (!world.forbidden.has(project)) return null;
  const message = `Required "container.clusters.${verb}" permission(s) for "projects/${project}".`;
  return apiError(403, 'PERMISSION_DENIED', message);
}

function list(world: World, project: string): Answer {
  const clusters = world.clusters.filter((one) => one.project === project).map(shown);
  const missingZones = world.missing.get(project) ?? [];
  const body = {
    ...(clusters.length > 0 && { clusters }),
    ...(missingZones.length > 0 && { missingZones }),
  };
  return { status: 200, body };
}

function get(cluster: Cluster | undefined, name: string): Answer {
  if (cluster !== undefined) return { status: 200, body: shown(cluster) };
  return apiError(404, 'NOT_FOUND', `Not found: ${name}.`);
}

/** As Google writes it, with more than is read. */
function shown({ name, location, status = 2, version, autopilot, address, dns }: Cluster): object {
  const endpoint = address?.host ?? '';
  return {
    name,
    location,
    status,
    currentMasterVersion: version ?? '1.37.2-gke.1000',
    currentNodeCount: 3,
    autopilot: { enabled: autopilot ?? false },
    endpoint,
    masterAuth: { clusterCaCertificate: Buffer.from(address?.ca ?? '').toString('base64') },
    controlPlaneEndpointsConfig: {
      ipEndpointsConfig: { enabled: address !== undefined },
      ...(dns && { dnsEndpointConfig: { endpoint: dns.host, allowExternalTraffic: dns.isOpen } }),
    },
    resourceLabels: {},
    addedLater: 'a field that the library does not know',
  };
}
