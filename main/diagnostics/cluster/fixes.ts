/** The command that goes with a failure of a cluster: what mends it, or what shows more. Pure. */
import type { ClusterPlace } from '../../backends/kubernetes/cluster-place';
import type { PodSettings } from '../../backends/kubernetes/reach';
import type { Failure } from '../../failure';
import { kubectl, shellLine } from '../commands';

/** Where it failed. */
export interface Where {
  readonly place: ClusterPlace;
  readonly settings: PodSettings;
  /** The address of the API server, host and port; null: it is not known. */
  readonly host: string | null;
}

type Command = (where: Where) => string | undefined;

const gcloud =
  (...words: string[]): Command =>
  ({ place }) =>
    place.way === 'gke' ? shellLine('gcloud', ...words, '--project', place.project) : undefined;

const look: Command = ({ host }) =>
  host === null
    ? undefined
    : shellLine('curl', '-v', '--max-time', '10', `https://${host}/version`);

const describing =
  (kind: string): Command =>
  ({ place }) =>
    kubectl(place, ['describe', kind]);

/** By the failure's code (rest/failures-*.ts, google/failures*.ts). */
const COMMANDS: Readonly<Record<string, Command>> = {
  'sign-in-again': () => shellLine('gcloud', 'auth', 'application-default', 'login'),
  'google-api-off': gcloud('services', 'enable', 'container.googleapis.com'),
  'google-not-found': gcloud('container', 'clusters', 'list'),
  'no-endpoint': ({ place }) =>
    place.way === 'gke'
      ? shellLine(
          ...['gcloud', 'container', 'clusters', 'update', place.cluster, '--enable-dns-access'],
          ...['--location', place.location, '--project', place.project],
        )
      : undefined,
  'no-context': () => shellLine('kubectl', 'config', 'get-contexts'),
  kubeconfig: () => shellLine('kubectl', 'config', 'view'),
  'plugin-missing': () => shellLine('gcloud', 'components', 'install', 'gke-gcloud-auth-plugin'),
  unauthorized: ({ place }) => kubectl(place, ['auth', 'whoami'], false),
  'sign-in-failed': ({ place }) => kubectl(place, ['auth', 'whoami'], false),
  dns: ({ host }) =>
    host === null ? undefined : shellLine('nslookup', new URL(`https://${host}`).hostname),
  refused: look,
  unreachable: look,
  reset: look,
  'cluster-timeout': look,
  certificate: look,
  'certificate-name': look,
  'certificate-time': look,
  'not-tls': look,
  'not-a-cluster': look,
  'proxy-refused': look,
  'proxy-unreachable': look,
  'clock-skew': () => shellLine('date', '-u'),
  'no-namespace': ({ place }) => kubectl(place, ['create', 'namespace', place.namespace], false),
  quota: describing('resourcequota'),
  'quota-incomplete': describing('resourcequota'),
  'limit-range': describing('limitrange'),
  'pod-security': ({ place }) =>
    kubectl(place, ['get', 'namespace', place.namespace, '--show-labels'], false),
  'admission-policy': ({ place }) => kubectl(place, ['get', 'validatingadmissionpolicies'], false),
  'admission-webhook': ({ place }) =>
    kubectl(place, ['get', 'validatingwebhookconfigurations'], false),
  'no-service-account': ({ place, settings }) =>
    settings.serviceAccount === null
      ? undefined
      : kubectl(place, ['create', 'serviceaccount', settings.serviceAccount]),
  template: ({ place, settings }) =>
    settings.podTemplate === null
      ? undefined
      : kubectl(place, ['get', 'podtemplate', settings.podTemplate, '-o', 'yaml']),
};

/** The command for a failure, or undefined: there is none. */
export function commandFor({ code }: Pick<Failure, 'code'>, where: Where): string | undefined {
  return COMMANDS[code]?.(where);
}
