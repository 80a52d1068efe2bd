/** The settings that the environment can give: one row each, and all that is said of them. */
import type { z } from 'zod';
import type { SettingKey } from '../../preload/cluster';
import {
  ContextName,
  DnsLabel,
  DnsSubdomain,
  GkeName,
  HostList,
  Image,
  IngressPath,
  Location,
  OAuthClientId,
  PathText,
  Project,
  ProxyAddress,
  Secret,
  ServiceName,
  VolumeSize,
} from '../../preload/values';

/** A setting's row. */
export interface Row {
  /** The variables that give it, the first that is set wins. */
  readonly variables: readonly [string, ...string[]];
  /** What its value must be; its messages complete "“x” cannot be a namespace: …". */
  readonly schema: z.ZodType<string, string>;
  /** What it is, with its article: "a namespace". */
  readonly noun: string;
  readonly label: string;
  readonly effect: string;
  /** What holds where nothing is given, or null: nothing. */
  readonly fallback: string | null;
  /** Said where the given value cannot be used; else that the default is. */
  readonly instead?: string;
  /** How a value is shown, where it is not shown as it is. */
  readonly shown?: (value: string) => string;
}

const NO_CLUSTER = 'No cluster is used until it is put right.';
const NO_NETWORK = 'Nothing is reached until it is put right.';
const GATEWAY = 'written on the session’s pod for a gateway to read.';

/** All rows, in the order of the page. */
export const TABLE: Readonly<Record<SettingKey, Row>> = {
  project: {
    variables: ['GOOGLE_CLOUD_PROJECT'],
    schema: Project,
    noun: 'a project',
    label: 'Project',
    effect: 'The Google Cloud project that has the cluster.',
    fallback: null,
  },
  clusterName: {
    variables: ['GKE_CLUSTER_NAME'],
    schema: GkeName,
    noun: 'a cluster’s name',
    label: 'Cluster',
    effect: 'The GKE cluster that new sessions run in.',
    fallback: null,
    instead: NO_CLUSTER,
  },
  location: {
    variables: ['GKE_CLUSTER_LOCATION'],
    schema: Location,
    noun: 'a location',
    label: 'Location',
    effect: 'The cluster’s region or zone.',
    fallback: null,
    instead: NO_CLUSTER,
  },
  kubeconfig: {
    variables: ['KUBECONFIG'],
    schema: PathText,
    noun: 'a list of files',
    label: 'Kubeconfig',
    effect: 'The files that contexts are read from. Empty is the usual one.',
    fallback: null,
  },
  context: {
    variables: ['K8S_CONTEXT'],
    schema: ContextName,
    noun: 'a context',
    label: 'Context',
    effect: 'The context of the kubeconfig that new sessions run in.',
    fallback: null,
    instead: NO_CLUSTER,
  },
  namespace: {
    variables: ['K8S_NAMESPACE'],
    schema: DnsLabel,
    noun: 'a namespace',
    label: 'Namespace',
    effect: 'Where in the cluster the pods of sessions are made.',
    fallback: 'gamgui',
  },
  serviceAccount: {
    variables: ['K8S_SERVICE_ACCOUNT'],
    schema: DnsSubdomain,
    noun: 'a service account',
    label: 'Service account',
    effect:
      'The account that a session’s pod runs as. Empty is the template’s, or the namespace’s own.',
    fallback: null,
  },
  podTemplate: {
    variables: ['K8S_POD_TEMPLATE'],
    schema: DnsSubdomain,
    noun: 'a pod template',
    label: 'Pod template',
    effect: 'A PodTemplate in the namespace. GamGUI’s own pod is used when empty.',
    fallback: null,
  },
  image: {
    variables: ['K8S_IMAGE'],
    schema: Image,
    noun: 'an image',
    label: 'Image',
    effect: 'The image of sessions, with GAM in it. Empty is the template’s.',
    fallback: null,
  },
  volumeSize: {
    variables: ['K8S_VOLUME_SIZE'],
    schema: VolumeSize,
    noun: 'a size',
    label: 'Volume for files',
    effect: 'A claim of this size keeps a session’s files when its node is lost. Empty is none.',
    fallback: null,
  },
  serviceName: {
    variables: ['K8S_SERVICE_NAME'],
    schema: ServiceName,
    noun: 'a service’s name',
    label: 'Service',
    effect: `The service in front of sessions: ${GATEWAY}`,
    fallback: null,
  },
  ingressHost: {
    variables: ['K8S_INGRESS_HOST'],
    schema: DnsSubdomain,
    noun: 'a host',
    label: 'Ingress host',
    effect: `The host name of the ingress: ${GATEWAY}`,
    fallback: null,
  },
  ingressPath: {
    variables: ['K8S_INGRESS_PATH'],
    schema: IngressPath,
    noun: 'a path',
    label: 'Ingress path',
    effect: `The path at that host: ${GATEWAY}`,
    fallback: '/',
  },
  proxy: {
    variables: ['https_proxy', 'HTTPS_PROXY'],
    schema: ProxyAddress,
    noun: 'a proxy',
    label: 'Proxy',
    effect: 'Sign-in, Google’s APIs and the cluster are reached through it.',
    fallback: null,
    instead: NO_NETWORK,
    shown: withoutPassword,
  },
  noProxy: {
    variables: ['no_proxy', 'NO_PROXY'],
    schema: HostList,
    noun: 'a list of hosts',
    label: 'Not through the proxy',
    effect: 'Hosts with commas between that are reached without it.',
    fallback: null,
  },
  caFile: {
    variables: ['GAMGUI_CA_FILE'],
    schema: PathText,
    noun: 'a file',
    label: 'Certificates',
    effect: 'A PEM file of authorities trusted beside the public ones.',
    fallback: null,
    instead: NO_NETWORK,
  },
  oauthClientId: {
    variables: ['GAMGUI_OAUTH_CLIENT_ID'],
    schema: OAuthClientId,
    noun: 'a client’s id',
    label: 'OAuth client',
    effect: 'The desktop client that “Sign in with Google” uses.',
    fallback: null,
  },
  oauthClientSecret: {
    variables: ['GAMGUI_OAUTH_CLIENT_SECRET'],
    schema: Secret,
    noun: 'a secret',
    label: 'OAuth client secret',
    effect: 'Belongs to the client. It is never shown.',
    fallback: null,
    shown: () => '••••••••',
  },
};

function withoutPassword(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1');
}
