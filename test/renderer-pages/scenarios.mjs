/** States of the windows as pictures need them: usual ones, empty ones, too many, too long, failed. */

import { diagnosticsOf } from './diagnostics.mjs';
import { journalOf } from './journal.mjs';
import { questions } from './questions.mjs';
import { DEMO, HARBOR, LARKFIELD, manyTenants, NORD, tenantsOf } from './tenants.mjs';
import { transfersOf } from './transfers.mjs';
import { usageOf } from './usage.mjs';

const MIN = 60_000;
const HOUR = 60 * MIN;
const END = { kind: 'ended', expected: false, reason: '', detail: '', exit: null };
const EVICTED = 'Usage of EmptyDir volume "gamgui-session" exceeds the limit "4Gi".';

const LOCAL = { title: 'Local', detail: 'this computer', why: 'You chose it.' };
const CLUSTER = {
  title: 'workspace-tools',
  detail: 'gam-lena',
  why: 'The last choice.',
  runs: 'GAM 7.49.00, gamgui:1.0',
};
const DOCKER = { title: 'Docker', detail: 'gamgui 1.0 image', why: 'You chose it.' };

const job = (now, argv, rows, exit = null, ago = 20 * MIN) => ({
  id: 'a'.repeat(16),
  kind: 'gam',
  argv,
  startedAt: now - ago,
  endedAt: exit === null ? null : now - MIN,
  exit,
  rows,
  parent: null,
});

/** One session; `now` is in ms. */
function session(now, id, name, of, state, more = {}) {
  return {
    id,
    name,
    tenant: of,
    backend: 'local',
    place: LOCAL,
    size: 'standard',
    state,
    createdAt: now - 41 * MIN,
    endsAt: now + 7 * HOUR,
    nearEnd: null,
    job: null,
    watched: true,
    ...more,
  };
}

const cluster = { backend: 'kubernetes', place: CLUSTER };

const usual = (now) => [
  session(
    now,
    's00001',
    'New staff 2026',
    LARKFIELD,
    { kind: 'attached' },
    {
      ...cluster,
      createdAt: now - 134 * MIN,
      job: job(now, ['gam', 'csv', 'new-staff.csv', 'gam', 'create', 'user'], {
        done: 1240,
        failed: 12,
        total: 2000,
      }),
    },
  ),
  session(
    now,
    's00002',
    'Licence clean-up',
    HARBOR,
    { kind: 'detached' },
    {
      ...cluster,
      createdAt: now - 302 * MIN,
      job: job(now, ['gam', 'redirect', 'csv', './licences.csv', 'print', 'licenses'], null),
    },
  ),
  session(
    now,
    's00003',
    'Gruppen der Lehrkräfte aller Standorte',
    NORD,
    { kind: 'reconnecting', nextTryAt: now + 4000, reason: 'No answer for 6 s', offline: false },
    {
      ...cluster,
      createdAt: now - 38 * MIN,
      job: job(now, ['gam', 'csv', 'gruppen.csv', 'gam', 'update', 'group'], {
        done: 214,
        failed: 0,
        total: 600,
      }),
    },
  ),
  session(
    now,
    's00004',
    'k7m2q',
    HARBOR,
    { kind: 'creating', step: 2, of: 3, text: 'image, 29 of 86 MB' },
    { ...cluster, createdAt: now - 9000 },
  ),
  session(
    now,
    's00005',
    'Trying things out',
    DEMO,
    { kind: 'detached' },
    { restart: { reason: 'out-of-memory', at: now - 4 * MIN } },
  ),
  session(
    now,
    's00006',
    'Drive list of everyone',
    LARKFIELD,
    { ...END, cause: 'out-of-memory', reason: 'out of memory', at: now - 30 * MIN },
    {
      ...cluster,
      createdAt: now - 130 * MIN,
      job: job(
        now,
        ['gam', 'all', 'users', 'print', 'filelist'],
        { done: 1893, failed: 0, total: 7000 },
        { code: 137 },
      ),
    },
  ),
  session(
    now,
    's00007',
    'Offboarding November',
    LARKFIELD,
    { ...END, cause: 'asked', expected: true, reason: 'by you', at: now - 26 * HOUR },
    {
      backend: 'docker',
      place: DOCKER,
      createdAt: now - 26 * HOUR - 22 * MIN,
      job: job(
        now,
        ['gam', 'csv', 'leavers.csv', 'gam', 'suspend', 'user'],
        { done: 58, failed: 0, total: 58 },
        { code: 0 },
      ),
    },
  ),
];

const CONSENT = `https://accounts.google.com/o/oauth2/v2/auth?${new URLSearchParams({
  response_type: 'code',
  client_id: 'c.apps.googleusercontent.com',
  redirect_uri: 'http://127.0.0.1:8080/',
  state: 'K1QAc12ke5Ndqy5T6UZ2KwfjeGQbUt',
})}`;

const endsSoon = (now, nearEnd) => usual(now).map((one) => ({ ...one, nearEnd }));

// The list shows the newest first; the picture's order is kept by making each a little older than the one before.
const inOrder = (sessions) => sessions;

const LONG = `${'A name of three hundred characters that goes on and on '.repeat(6).slice(0, 290)}\u202egnp.exe\n`;

const hard = (now) => [
  session(
    now,
    's00001',
    LONG,
    { ...LARKFIELD, domain: `${'sub.'.repeat(20)}larkfield.example` },
    { kind: 'attached' },
    {
      job: job(now, ['gam', 'print', 'users', 'query', `"${'x'.repeat(300)}"`], {
        done: 1234567,
        failed: 4321,
        total: 7654321,
      }),
    },
  ),
  session(now, 's00002', 'did not start', DEMO, {
    kind: 'failed',
    reason: 'The session did not start: Python 3.10 or newer was not found on this computer',
    fix: 'Install python3 from python.org or your package manager, then start again',
  }),
  session(now, 's00003', 'ending slowly', HARBOR, {
    kind: 'ending',
    since: now - 30_000,
    tries: 3,
  }),
  session(
    now,
    's00004',
    'removed',
    NORD,
    {
      ...END,
      cause: 'removed',
      reason: 'removed by someone with other tools',
      at: now - MIN,
    },
    { endsAt: null, job: job(now, ['gam', 'info', 'domain'], null) },
  ),
  session(
    now,
    's00005',
    'not watched',
    NORD,
    { kind: 'detached' },
    { watched: false, endsAt: now + 50 * HOUR },
  ),
  session(
    now,
    's00006',
    'answers',
    NORD,
    { kind: 'ready' },
    { job: job(now, ['gam', 'info', 'group', 'x'], null, { code: 22 }) },
  ),
  session(
    now,
    's00007',
    'some failed',
    NORD,
    { kind: 'attached' },
    {
      endsAt: null,
      job: job(
        now,
        ['gam', 'csv', 'students.csv'],
        { done: 1963, failed: 37, total: 2000 },
        { code: 0 },
      ),
    },
  ),
  session(
    now,
    's00008',
    'stopped',
    NORD,
    { kind: 'attached' },
    { job: job(now, ['gam', 'print', 'users'], null, { signal: 'INT' }) },
  ),
];

const many = (now) =>
  Array.from({ length: 25 }, (_, i) =>
    session(
      now,
      `m${String(i).padStart(5, '0')}`,
      `Session ${i + 1}`,
      [LARKFIELD, HARBOR, NORD, DEMO][i % 4],
      { kind: i % 3 === 0 ? 'attached' : 'detached' },
      { createdAt: now - i * 17 * MIN },
    ),
  );

const places = [
  {
    backend: 'kubernetes',
    title: 'Kubernetes',
    about:
      'A pod in your team’s cluster: jobs go on when this computer sleeps or is lost, and its keys stay in there.',
    status: { kind: 'unset', text: 'No cluster chosen yet' },
  },
  {
    backend: 'docker',
    title: 'Docker',
    about:
      'A container on this computer: it sees only the files you send it, and jobs pause when the computer sleeps.',
    status: {
      kind: 'unusable',
      error: {
        code: 'docker-away',
        message: 'Docker cannot be used: nothing answers at its socket.',
        fix: 'Start Docker, or choose another place.',
      },
    },
  },
  {
    backend: 'local',
    title: 'Local',
    about:
      'A process on this computer: nothing to set up, but no walls, so a session can read all that you can.',
    status: { kind: 'ready', text: 'Ready, with GAM 7.49.00' },
  },
];

const sizes = {
  standard: { cpu: '500m', memory: '512Mi' },
  large: { cpu: '1', memory: '2Gi' },
  'extra-large': { cpu: '2', memory: '4Gi' },
};

const settings = {
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
const info = {
  version: '1.0.0',
  electron: '45.4.1',
  platform: 'linux',
  gam: '7.49.00',
  notices: [],
};
/** One setting as main tells it. */
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
const effective = [
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
const google = {
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
const clusters = {
  clusters: [
    found('workspace-tools', 'europe-west1', 'RUNNING'),
    found('spare', 'us-central1-a', 'PROVISIONING'),
    found('x'.repeat(40), 'northamerica-northeast1-c', 'RUNNING'),
  ],
  missing: ['asia-east1'],
};
const contexts = [
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
const base = {
  info,
  places,
  tenants: [LARKFIELD, HARBOR, NORD, DEMO],
  settings,
  effective,
  google,
  clusters,
  contexts,
};

const E = '\u001b';
const SCREEN = [
  `${E}[1;36mlarkfield${E}[0m ${E}[90m/work $${E}[0m head -2 new-staff.csv`,
  'Email,First,Last,OU',
  'ana.silva@larkfield.example,Ana,Silva,/Staff/Lisbon',
  `${E}[1;36mlarkfield${E}[0m ${E}[90m/work $${E}[0m gam csv new-staff.csv gam create user "~Email" firstname "~First" lastname "~Last" password random org "~OU" changepassword on`,
  '2026-11-24T10:08:17.407+00:00,0/2000,Using 5 processes...',
  ...['ana.silva', 'bruno.costa', 'noor.haddad', 'oskar.lindqvist', 'paula.moreau'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '2026-11-24T10:14:18.408+00:00,0,Processing item 1200/2000',
  ...['quentin.leroy', 'rana.aziz', 'sofia.marchetti', 'tomas.novak'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '',
  'ERROR: User: ulf.weiss@larkfield.example, Create Failed: Invalid Organizational Unit',
  '',
  'Widths: 你好 👩‍👩‍👧 é ß → ok  https://example.org/a',
  ...['vera.kowalska', 'willem.dejong', 'yusuf.demir', 'zoe.anders', 'anton.berger'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '',
].join('\r\n');

/** What a port says to a fresh window: its text as live output, then more. */
function printing(text, ...more) {
  const length = new TextEncoder().encode(text).length;
  return [
    { type: 'begin', from: 0, live: length, start: 0 },
    { type: 'output', offset: 0, data: text },
    { type: 'link', state: { kind: 'live', latencyMs: 24 } },
    ...more,
  ];
}

const link = (state) => ({ type: 'link', state });
/** A link that is lost. */
const away = (now, more) => ({
  kind: 'reconnecting',
  nextTryAt: now + 3000,
  reason: 'cut',
  seenAt: now - 6000,
  offline: false,
  ...more,
});
/** Keys that wait for it. */
const waits = (data, since) => ({ type: 'waiting', bytes: data.length, data, since, asks: false });

const b64 = (text) => Buffer.from(text).toString('base64');
/** An entry of a session's folder. `text`: as it is shown, if not as it is. */
const file = (name, size, mtime, type = 'file', text = name) => ({
  name: b64(name),
  text,
  type,
  size,
  mtime,
});

const folderOf = (now) => [
  file('Lehrkräfte Schuljahr 2026-2027 Entwurf v3.csv', 38_000, now - 80 * MIN),
  file('exports', 4096, now - 90 * MIN, 'folder'),
  file('gam.log', 88_000, now - 4 * MIN),
  file('latest.csv', 21, now - 5 * MIN, 'link'),
  file('licences-2026-11.csv', 186_000, now + HOUR),
  file('new-staff.csv', 142_000, now - 60 * MIN),
  file('photos', 4096, now - 70 * 24 * HOUR, 'folder'),
  file('signature.html', 3_100, now - 400 * 24 * HOUR),
];

const oddOf = (now) => [
  file(`${'a'.repeat(251)}.csv`, 12, now - MIN),
  file('gnp.exe', 1_234_567_890_123, now - 26 * HOUR, 'file', '‹U+202E›gnp.exe'),
  file('inv', 0, now, 'file', 'n‹xFF›␊ with ␉ in it'),
  file(`${'Sehr langer Ordnername '.repeat(8)}`, 4096, now - HOUR, 'folder'),
  file('pipe', 0, now - MIN, 'other'),
  file('👩‍👩‍👧 family 你好 عربى.txt', 77, now - 3 * MIN),
];

const manyFiles = (now) =>
  Array.from({ length: 10_000 }, (_, i) =>
    file(`export-${String(i).padStart(5, '0')}.csv`, (i * 7919) % 1_000_000, now - i * 1000),
  );

const tableOf = (rows) => ({
  columns: ['primaryEmail', 'name.givenName', 'name.familyName', 'orgUnitPath', 'id', 'suspended'],
  rows: Array.from({ length: rows }, (_, i) => ({
    row: i + 1,
    cells: [
      `person${(i * 7919) % 100_003}@larkfield.example`,
      ['Ana', 'Bruno', 'Noor', 'Oskar\u202e'][i % 4],
      ['Silva', 'Costa', 'Haddad', 'Lindqvist'][(i >> 2) % 4],
      `/Staff/${['Lisbon', 'Porto', 'Braga and everywhere else that is far away'][i % 3]}`,
      String(100_000_000_000 + i * 7_919_773),
      i % 9 === 0 ? 'True' : 'False',
    ],
  })),
});

const PEEK = {
  kind: 'text',
  text: `2026-11-24T10:08:17.407+00:00,0/2000,Using 5 processes...\n${'User: ana.silva@larkfield.example, Created\n'.repeat(60)}`,
  encoding: 'UTF-8',
  cut: true,
  size: 88_000,
};

/** The files of a session as the fake has them: folders by their path. */
const filesOf = (now, entries, more = {}) => ({
  folders: {
    '': entries,
    [b64('exports')]: [],
    [b64(`${'Sehr langer Ordnername '.repeat(8)}`)]: [file('x.csv', 1, now)],
  },
  table: tableOf(5_000),
  peek: PEEK,
  found: {
    found: [
      {
        ...file('licences-2026-11.csv', 186_000, now),
        path: b64('licences-2026-11.csv'),
        folder: '',
      },
      {
        ...file('licences-2025.csv', 86_000, now - 30 * HOUR),
        path: b64('exports/old/licences-2025.csv'),
        folder: 'exports/old and very far away in a folder',
      },
    ],
    more: false,
  },
  ...more,
});

/** Every picture: its page and what the fake answers there. `now` is in ms. */
export function scenarios(now) {
  const home = (sessions, more = {}) => ({ page: 'home', ...base, sessions, ...more });
  const terminal = (messages, more = {}) => ({
    page: 'terminal',
    ...base,
    sessions: usual(now),
    terminal: printing(SCREEN, ...messages),
    ...more,
  });
  const notice = {
    code: 'settings-damaged',
    message: 'The settings could not be read: it is not JSON. The usual ones are in force.',
    fix: 'The old file is kept as settings.damaged-1.json in /home/lena/.config/GamGUI.',
  };
  return {
    home: home(inOrder(usual(now))),
    'home-tenants': home(inOrder(usual(now)), tenantsOf(now)),
    'home-first-run-found': home([], { ...tenantsOf(now), tenants: [DEMO] }),
    'home-many-tenants': home(inOrder(usual(now)), { tenants: manyTenants() }),
    'home-docker-away': home([], { tenants: [DEMO] }),
    'home-first-run': home([]),
    ...Object.fromEntries(
      Object.entries(diagnosticsOf(now)).map(([name, diagnostics]) => [
        `diagnostics-${name}`,
        home(usual(now), { diagnostics, part: 'diagnostics' }),
      ]),
    ),
    'home-hard': home(hard(now), { info: { ...info, gam: null, notices: [notice] } }),
    'home-many': home(many(now)),
    'home-cluster': home([], {
      places: [
        {
          ...places[0],
          status: {
            kind: 'ready',
            name: 'workspace-tools / gam-lena',
            text: 'as lena@larkfield.example, files are lost with their node',
          },
        },
        ...places.slice(1),
      ],
    }),
    'home-signed-out': home([], {
      google: { kind: 'signed-out', canSignIn: true, reason: null },
      effective: [],
    }),
    'home-sign-in-again': home([], {
      google: {
        kind: 'sign-in-again',
        source: 'own',
        account: 'lena.berg@larkfield.example',
        reason: { code: 'rapt', message: 'Google wants you to sign in again', fix: 'Sign in' },
      },
      effective: effective.slice(0, 2),
    }),
    'home-broken': home([], {
      info: { ...info, notices: [notice] },
      places: places.map((p) => ({
        ...p,
        status: {
          kind: 'unusable',
          error: {
            code: 'no-gam',
            message: 'Sessions cannot run here: GAM was not found and could not be fetched',
            fix: 'Connect to the network and start GamGUI again, or install GAM',
          },
        },
      })),
    }),
    terminal: terminal([], { usage: usageOf(now) }),
    'terminal-files-usual': terminal([], { files: filesOf(now, folderOf(now)) }),
    'terminal-transfers': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).usual,
      leaving:
        'By its name oauth2.txt holds credentials: whoever has the copy can act in your domain. Here the session does not protect it: keep it where only you can read it, and delete it when it has done its work.',
    }),
    'terminal-transfers-hard': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).hard,
    }),
    'terminal-transfers-asking': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).asking.map((one) => ({ ...one, askedAt: now + 60_000 })),
    }),
    ...Object.fromEntries(
      Object.entries(questions).map(([name, question]) => [
        `terminal-csv-${name}`,
        terminal([], { files: filesOf(now, folderOf(now)), question }),
      ]),
    ),
    'terminal-journal': terminal([], { journal: journalOf(now).found }),
    'terminal-journal-none': terminal([], { journal: journalOf(now).none }),
    'terminal-journal-slow': terminal([], { fails: { 'journal.search': journalOf(now).lost } }),
    'terminal-journal-missing': terminal(
      [{ type: 'begin', from: 299_000_000, live: 299_000_000, start: 31_400_000 }],
      { journal: journalOf(now).found },
    ),
    'terminal-files-none': terminal([], { files: filesOf(now, []) }),
    'terminal-files-odd': terminal([], { files: filesOf(now, oddOf(now)) }),
    'terminal-files-10000': terminal([], { files: filesOf(now, manyFiles(now)) }),
    'terminal-files-away': terminal([], {
      files: filesOf(now, []),
      fails: { 'files.list': { code: 'session-ended', message: 'The session has ended.' } },
    }),
    'terminal-files-failing': terminal([], {
      files: filesOf(now, folderOf(now)),
      fails: {
        'files.rename': { code: 'exists', message: 'There is something with this name already.' },
      },
    }),
    'terminal-files-large': terminal([], {
      files: filesOf(now, folderOf(now), {
        said: {
          count: 8_800_000,
          total: 8_800_000,
          done: false,
          changed: true,
          delimiter: ';',
          encoding: 'cp1252',
          problem: 'a record is longer than 1 MiB: a quote may not be closed',
        },
      }),
    }),
    'terminal-demo': terminal([], {
      sessions: [session(now, 's00001', 'Trying things out', DEMO, { kind: 'attached' })],
    }),
    'terminal-hard': terminal([link({ kind: 'live', latencyMs: 480 })], { sessions: hard(now) }),
    'terminal-reconnecting': terminal([
      link(away(now, { reason: 'No answer for 6 s' })),
      waits('wc -l gam.log\r', now - 6000),
    ]),
    'terminal-offline': terminal([link(away(now, { offline: true }))]),
    'terminal-not-tried': terminal([
      link(away(now, { nextTryAt: null, reason: 'Nothing answers. Tried for an hour.' })),
      waits('\u001b[200~rm -rf ~\r\u202etxt\u001b[201~', now - 60_000),
    ]),
    'terminal-back-and-ask': terminal([
      link(away(now, { seenAt: now - 48_000 })),
      { type: 'begin', from: 0, live: 96 * 51, start: 0 },
      link({ kind: 'live', latencyMs: 24 }),
      { ...waits('wc -l gam.log\r', now - 40_000), asks: true },
    ]),
    'terminal-elsewhere': terminal([
      link({ kind: 'elsewhere', label: 'lena-desktop', since: now - 20 * MIN }),
    ]),
    'terminal-watching': terminal([
      { type: 'size', size: { cols: 180, rows: 50 } },
      link({ kind: 'watching' }),
    ]),
    'terminal-restarted': terminal([], {
      sessions: usual(now).map((one) => ({
        ...one,
        restart: { reason: 'out-of-memory', at: now - 4 * MIN },
      })),
    }),
    'terminal-ended': terminal([
      link({ ...END, cause: 'evicted', reason: 'evicted', detail: EVICTED }),
      { type: 'gap', from: 10, to: 5_000_010 },
      { type: 'unsent', data: 'wc -l gam.log\n', why: 'ended' },
    ]),
    'terminal-out-of-memory': terminal(
      [link({ ...END, cause: 'out-of-memory', reason: 'out of memory' })],
      {
        left: {
          files: { kind: 'gone' },
          again: ['people.csv'],
          missing: ['leavers.csv'],
          saved: ['first.csv'],
        },
      },
    ),
    'terminal-exit': terminal(
      [
        link({
          ...END,
          cause: 'shell',
          expected: true,
          reason: 'exit 7',
          exit: { code: 7 },
        }),
      ],
      {
        left: {
          files: { kind: 'here' },
          again: ['people.csv', 'out', 'x.csv', 'y.csv'],
          missing: [],
          saved: [],
        },
      },
    ),
    'terminal-unsaved': terminal([], {
      saving: {
        target: { kind: 'secret', name: 'gam-larkfield', where: 'gam-lena/gamgui-s00001' },
        writes: [
          {
            file: 'oauth2.txt',
            to: 'oauth2.txt',
            about: 'signed in as admin@larkfield.example',
            sha256: 'a'.repeat(64),
          },
          {
            file: 'oauth2service.json',
            to: 'oauth2service.json',
            about: 'of gam@gam-project.iam.gserviceaccount.com',
            sha256: 'b'.repeat(64),
          },
        ],
        leaves: [],
      },
      sessions: usual(now).map((one) => ({
        ...one,
        unsaved: ['oauth2.txt', 'oauth2service.json'],
      })),
    }),
    'terminal-consent': terminal([], {
      terminal: printing(
        `${SCREEN}\r\nGo to the following link in a browser:\r\n\r\n  ${CONSENT}\r\n`,
      ),
      sessions: usual(now).map((one) => ({
        ...one,
        job: job(now, ['gam', 'oauth', 'create'], null),
      })),
    }),
    'terminal-ends-soon': terminal([], {
      sessions: endsSoon(now, { why: 'life', at: now + 9.5 * MIN }),
    }),
    'terminal-ends-now': terminal([], {
      sessions: endsSoon(now, { why: 'idle', at: now + 42_000 }),
    }),
    'terminal-ends-deadline': terminal([], {
      sessions: endsSoon(now, { why: 'deadline', at: now + 9.5 * MIN }),
    }),
  };
}
