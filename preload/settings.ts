/** What is kept between runs: how windows look, and the cluster that sessions run in. */
import { z } from 'zod';
import { BackendKind, SessionSize, TenantId } from './basics';
import { ChangedKeys } from './shortcuts';
import {
  ContextName,
  Cpu,
  DnsLabel,
  DnsSubdomain,
  DockerHost,
  FilePath,
  GkeName,
  HostList,
  Image,
  IngressPath,
  Location,
  Memory,
  PathText,
  Project,
  SavedProxy,
  ServiceName,
  VolumeSize,
} from './values';

/** What a size means in a cluster: requests and limits alike. */
export const SizeAmounts = z.object({ cpu: Cpu, memory: Memory });
export type SizeAmounts = z.infer<typeof SizeAmounts>;

/** The three sizes. */
export const Sizes = z.object({
  standard: SizeAmounts,
  large: SizeAmounts,
  'extra-large': SizeAmounts,
});
export type Sizes = z.infer<typeof Sizes>;

/** The saved choice of a cluster and of what pods are made with; null: not chosen. The environment goes before all of it. */
export const ClusterSettings = z.object({
  /** By sign-in with Google, or by a context of a kubeconfig. */
  way: z.enum(['gke', 'kubeconfig']).nullable(),
  project: Project.nullable(),
  location: Location.nullable(),
  clusterName: GkeName.nullable(),
  /** Files as KUBECONFIG names them; null: the usual one. */
  kubeconfig: PathText.nullable(),
  context: ContextName.nullable(),
  namespace: DnsLabel.nullable(),
  serviceAccount: DnsSubdomain.nullable(),
  podTemplate: DnsSubdomain.nullable(),
  image: Image.nullable(),
  /** The size of a claim for a session's folder; null: the folder goes with the node. */
  volumeSize: VolumeSize.nullable(),
  serviceName: ServiceName.nullable(),
  ingressHost: DnsSubdomain.nullable(),
  ingressPath: IngressPath.nullable(),
  proxy: SavedProxy.nullable(),
  noProxy: HostList.nullable(),
  caFile: FilePath.nullable(),
  sizes: Sizes,
});
export type ClusterSettings = z.infer<typeof ClusterSettings>;

/** What nothing was saved of. */
export const CLUSTER_DEFAULTS: ClusterSettings = {
  way: null,
  project: null,
  location: null,
  clusterName: null,
  kubeconfig: null,
  context: null,
  namespace: null,
  serviceAccount: null,
  podTemplate: null,
  image: null,
  volumeSize: null,
  serviceName: null,
  ingressHost: null,
  ingressPath: null,
  proxy: null,
  noProxy: null,
  caFile: null,
  sizes: {
    standard: { cpu: '500m', memory: '512Mi' },
    large: { cpu: '1', memory: '2Gi' },
    'extra-large': { cpu: '2', memory: '4Gi' },
  },
};

/** Each place, once. */
const PlacesOrder = z
  .array(BackendKind)
  .length(BackendKind.options.length)
  .refine((kinds) => new Set(kinds).size === kinds.length, 'a place is named twice');

/** All settings; kept by main/settings. */
export const Settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** Terminal font size in CSS pixels. */
  fontSize: z.number().int().min(8).max(32),
  /** Terminal font family; empty is the platform's. */
  fontFamily: z.string().max(200),
  /** Lines xterm keeps above the screen. */
  scrollback: z.number().int().min(0).max(100_000),
  copyOnSelect: z.boolean(),
  /** How the terminal's cursor is drawn where it has the focus; elsewhere it is an outline. */
  cursor: z.enum(['block', 'bar', 'underline']),
  cursorBlinks: z.boolean(),
  /** What a bell does: nothing, a flash of the terminal's edge, or the desktop's own sound. */
  bell: z.enum(['off', 'visual', 'sound']),
  /** Where a text of several lines is shown before it is pasted: for every tenant, or for all but the demo. */
  pasteAsks: z.enum(['always', 'real']),
  /** Linux: the middle mouse button pastes what is selected, in whatever window. */
  middleClickPastes: z.boolean(),
  /** Whether the desktop is told of sessions that end, or will soon. */
  notifyEnds: z.boolean(),
  /** Whether the desktop is told of jobs that end. */
  notifyJobs: z.boolean(),
  /** Whether the paths of what is dropped on the terminal come to the prompt; a key held down means the other. */
  dropPutsPaths: z.boolean(),
  screenReader: z.boolean(),
  /** An idle session ends after this, in ms; null: never. It holds for the next new session. */
  idleMs: z.number().int().min(60_000).nullable(),
  /** How long a new session may live unless it is said, in ms; null: until it is ended. What is said is kept here. */
  lifeMs: z
    .number()
    .int()
    .positive()
    .max(30 * 24 * 3_600_000)
    .nullable(),
  cluster: ClusterSettings,
  /** The address of the Docker engine, as DOCKER_HOST writes it; null: it is looked for. */
  dockerHost: DockerHost.nullable(),
  /** The places in the order in which they are tried for a new session. */
  places: PlacesOrder,
  /** What is done where the first of them cannot be used: the user is asked, or the next one is chosen, and said. */
  otherPlace: z.enum(['ask', 'next']),
  /** Sessions that are made ahead in a cluster while the app is open, of the last choice. */
  spares: z.number().int().min(0).max(3),
  /** The last choice of New session. */
  lastSession: z
    .object({
      tenant: TenantId,
      backend: BackendKind,
      size: SessionSize,
    })
    .nullable(),
  /** The keys that were changed; the others are those of the platform. */
  shortcuts: ChangedKeys,
  /** How wide the drawer of files is, in CSS pixels. */
  drawerWidth: z.number().int().min(240).max(480),
  /** Whether the user has been told that closing a window leaves its session running. */
  toldClose: z.boolean(),
  /** What closing the last window does where the icon in the tray can be seen; elsewhere it quits. */
  closeTo: z.enum(['tray', 'quit']),
  /** Whether the user has been told that the app goes on in the tray. */
  toldTray: z.boolean(),
  /** Whether the app starts, in the tray, when the user logs in to the computer. */
  startAtLogin: z.boolean(),
  /** Whether it is asked once a day if there is a newer version of the app, and the user told. */
  tellUpdates: z.boolean(),
  /** What quitting does with sessions that run. */
  quit: z.enum(['ask', 'leave', 'end']),
});
export type Settings = z.infer<typeof Settings>;

/** What holds where nothing has been saved. */
export const DEFAULTS: Settings = {
  theme: 'system',
  fontSize: 13,
  fontFamily: '',
  scrollback: 10_000,
  copyOnSelect: false,
  cursor: 'block',
  cursorBlinks: false,
  bell: 'visual',
  pasteAsks: 'always',
  middleClickPastes: true,
  notifyEnds: true,
  notifyJobs: true,
  dropPutsPaths: false,
  screenReader: false,
  idleMs: 3_600_000,
  lifeMs: 8 * 3_600_000,
  cluster: CLUSTER_DEFAULTS,
  dockerHost: null,
  places: ['kubernetes', 'docker', 'local'],
  otherPlace: 'ask',
  spares: 1,
  lastSession: null,
  shortcuts: {},
  drawerWidth: 304,
  toldClose: false,
  closeTo: 'tray',
  toldTray: false,
  startAtLogin: false,
  tellUpdates: true,
  quit: 'ask',
};
