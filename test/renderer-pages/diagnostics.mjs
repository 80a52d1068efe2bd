/** What diagnostics found, for pictures: usual trouble, all well, nothing yet, and what is hostile or too long. */

const passed = (id, title, says, ms, more = {}) => ({
  id,
  title,
  ms,
  outcome: { kind: 'passed', says, ...more },
});
const target = (key, group, title, backend = null) => ({ key, group, title, backend });

const TARGETS = [
  target('computer', 'computer', 'This computer'),
  target('google', 'computer', 'Google sign-in'),
  target('kubernetes', 'places', 'workspace-staging', 'kubernetes'),
  target('docker', 'places', 'Docker', 'docker'),
  target('local', 'places', 'Local', 'local'),
  target('tenant:larkfield', 'tenants', 'Larkfield'),
  target('tenant:harbor', 'tenants', 'Harbor Health'),
  target('session:s00001', 'sessions', 'New staff 2026', 'kubernetes'),
];

const EXEC = {
  id: 'may-exec',
  title: 'Open a terminal in a pod',
  ms: 41,
  outcome: {
    kind: 'failed',
    what: 'Not allowed: create pods/exec',
    why: 'You may get pods/exec in gam-staging, but not create. Since 1.35 Kubernetes wants both get and create, so no terminal can open.',
    fix: 'Someone who may change roles there can run:',
    command:
      'kubectl --context gke_larkfield-tools_europe-west1_workspace-staging -n gam-staging create role gamgui-1f0c77ab-create-pods-exec --verb=create --resource=pods/exec &&\nkubectl --context gke_larkfield-tools_europe-west1_workspace-staging -n gam-staging create rolebinding gamgui-1f0c77ab-create-pods-exec --role=gamgui-1f0c77ab-create-pods-exec --user=lena.berg@larkfield.example',
  },
};
const INGRESS = {
  id: 'ingress-answers',
  title: 'Ingress answers',
  ms: 212,
  outcome: {
    kind: 'warned',
    what: 'gam-staging.larkfield.example: 503',
    why: 'What is behind the ingress cannot answer. Sessions do not need it; links from outside do.',
    fix: 'Look at the pods behind its service. The whole answer:',
    command: 'curl -v https://gam-staging.larkfield.example/',
  },
};
const UNCHECKED = {
  id: 'nodes',
  title: 'Nodes',
  ms: 9,
  outcome: { kind: 'unchecked', why: 'You may not list nodes, as is usual.' },
};

const PASSED = [
  passed('found', 'Cluster found', 'workspace-staging, GKE, europe-west1', 18),
  passed('address', 'Address', '34.90.12.7', 4),
  passed('connection', 'Connection', 'Port 443 is open', 12),
  passed('tls', 'Secure connection', 'TLSv1.3, certificate good for 61 days', 24),
  passed('answers', 'Cluster reachable', 'gke-1f0c.europe-west1.gke.goog', 24),
  passed('versions', 'Versions', 'Server 1.37.2, GamGUI made for 1.30 to 1.37', 0),
  passed('clock', 'Clock', '0.3 s apart', 11),
  passed('user', 'Who you are', 'lena.berg@larkfield.example', 9),
  passed('namespace', 'Namespace', 'gam-staging', 11),
  passed('pod-security', 'Pod Security', 'restricted is enforced', 0),
  passed(
    'may-pods',
    'Make, watch and delete pods',
    'Allowed: create, get, list, watch, delete',
    38,
  ),
  passed('quota', 'Quota left', '6 of 10 pods, 3 of 5 CPU, 5.5 GiB of 8 GiB memory', 10),
];

const report = (key, now, results, more = {}) => ({
  target: key,
  state: 'done',
  startedAt: now - 2400,
  endedAt: now,
  pending: [],
  results,
  ...more,
});

const LOG = passed('log', 'Log', 'The last 3 lines', 21, {
  details: '12:04:01 host start session=s00001\n12:04:02 attach watch\n‹U+202E›gpj.exe ␛]0;owned␇',
});
const HARD = {
  ...EXEC,
  title: 'Admission of a session',
  id: 'admission',
  outcome: {
    ...EXEC.outcome,
    why: `The pod was not made: ${'a-very-long-name-without-a-place-to-break-'.repeat(8)} \u202e\u001b[31m is forbidden.`,
    command: `kubectl --context ${'x'.repeat(220)} -n gamgui describe resourcequota`,
  },
};

/** By name; `now` in ms. */
export const diagnosticsOf = (now) => ({
  trouble: {
    targets: TARGETS,
    wanted: 'kubernetes',
    reports: [
      report('kubernetes', now, [...PASSED, EXEC, INGRESS, UNCHECKED]),
      report('local', now, [
        passed('python', 'Python 3.10 or later', '3.13.1, /usr/bin/python3', 60),
      ]),
      report('docker', now, [{ ...EXEC, id: 'socket', title: 'Docker answers' }]),
    ],
  },
  well: {
    targets: TARGETS,
    wanted: 'session:s00001',
    reports: [report('session:s00001', now, [...PASSED.slice(0, 5), LOG])],
  },
  running: {
    targets: TARGETS,
    wanted: 'kubernetes',
    reports: [
      report('kubernetes', now, PASSED.slice(0, 3), {
        state: 'running',
        endedAt: null,
        pending: ['Versions', 'Clock', 'Who you are', 'Namespace'],
      }),
    ],
  },
  hard: { targets: TARGETS, wanted: 'kubernetes', reports: [report('kubernetes', now, [HARD])] },
  none: { targets: TARGETS.slice(0, 3), wanted: null, reports: [] },
});
