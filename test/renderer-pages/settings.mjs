/** What the settings are, where each comes from, and what is known of Google's clusters. */

const HOUR = 3_600_000;

const sizes = {
  standard: { cpu: '500m', memory: '512Mi' },
  large: { cpu: '1', memory: '2Gi' },
  'extra-large': { cpu: '2', memory: '4Gi' },
};

export const settings = {
  theme: 'system',
  fontSize: 13,
  fontFamily: '',
  scrollback: 10_000,
  copyOnSelect: false,
  dropPutsPaths: false,
  cursor: 'block',
  cursorBlinks: false,
  bell: 'visual',
  pasteAsks: 'always',
  middleClickPastes: true,
  notifyEnds: true,
  notifyJobs: true,
  tellUpdates: true,
  shortcuts: {},
  screenReader: false,
  idleMs: 3_600_000,
  cluster: { way: null, kubeconfig: null, sizes },
  lifeMs: 8 * HOUR,
  dockerHost: null,
  places: ['kubernetes', 'docker', 'local'],
  otherPlace: 'ask',
  closeTo: 'tray',
  quit: 'ask',
  startAtLogin: false,
  toldTray: true,
  spares: 1,
  lastSession: null,
  drawerWidth: 304,
  toldClose: false,
};

const setting = (key, label, effect, value, origin, variable, more = {}) => ({
  key,
  label,
  effect,
  value,
  origin,
  variable,
  savable: true,
  ...more,
});
export const effective = [
  setting(
    'clusterName',
    'Cluster',
    'The GKE cluster that new sessions run in.',
    'workspace-tools',
    'environment',
    'GKE_CLUSTER_NAME',
  ),
  setting(
    'location',
    'Location',
    'The cluster’s region or zone.',
    'europe-west1',
    'environment',
    'GKE_CLUSTER_LOCATION',
  ),
  setting(
    'project',
    'Project',
    'The Google Cloud project that has the cluster.',
    'larkfield-tools',
    'saved',
    'GOOGLE_CLOUD_PROJECT',
  ),
  setting(
    'namespace',
    'Namespace',
    'Where in the cluster the pods of sessions are made.',
    'gam-lena',
    'saved',
    'K8S_NAMESPACE',
  ),
  setting(
    'serviceAccount',
    'Service account',
    'The account that a session’s pod runs as. Empty is the template’s, or the namespace’s own.',
    null,
    'default',
    'K8S_SERVICE_ACCOUNT',
  ),
  setting(
    'image',
    'Image',
    'The image of sessions, with GAM in it. Empty is the template’s.',
    `europe-west1-docker.pkg.dev/larkfield-tools/a-very-long-name/gamgui@sha256:${'0'.repeat(64)}`,
    'environment',
    'K8S_IMAGE',
  ),
  setting(
    'ingressPath',
    'Ingress path',
    'The path at that host.',
    '/',
    'default-instead',
    'K8S_INGRESS_PATH',
    {
      why: '“gam” cannot be a path: it must begin with “/”. The default is used.',
    },
  ),
  setting(
    'proxy',
    'Proxy',
    'Sign-in, Google’s APIs and the cluster are reached through it.',
    null,
    'default',
    'HTTPS_PROXY',
  ),
];
export const google = {
  kind: 'signed-in',
  account: 'lena.berg@larkfield.example',
  source: 'own',
  kept: 'keychain',
  notice: null,
};
const found = (name, location, status) => ({
  name,
  location,
  project: 'larkfield-tools',
  status,
  version: '1.37.2-gke.1000',
  autopilot: false,
  endpoints: ['dns'],
});
export const clusters = {
  clusters: [
    found('workspace-tools', 'europe-west1', 'RUNNING'),
    found('spare', 'us-central1-a', 'PROVISIONING'),
    found('x'.repeat(40), 'northamerica-northeast1-c', 'RUNNING'),
  ],
  missing: ['asia-east1'],
};
export const contexts = [
  {
    name: 'gamgui-test',
    server: 'https://127.0.0.1:6443',
    user: 'lena',
    namespace: null,
    isCurrent: true,
  },
  {
    name: `gke_${'long-'.repeat(30)}prod`,
    server: 'https://[2001:db8::1]',
    user: 'x',
    namespace: null,
    isCurrent: false,
  },
];
