/** Sessions as pictures need them: usual ones, hard ones, many. */
import { DEMO, HARBOR, LARKFIELD, NORD } from './tenants.mjs';

const MIN = 60_000;
const HOUR = 60 * MIN;
export const END = { kind: 'ended', expected: false, reason: '', detail: '', exit: null };
export const EVICTED = 'Usage of EmptyDir volume "gamgui-session" exceeds the limit "4Gi".';

const LOCAL = { title: 'Local', detail: 'this computer', why: 'You chose it.' };
const CLUSTER = {
  title: 'workspace-tools',
  detail: 'gam-lena',
  why: 'The last choice.',
  runs: 'GAM 7.49.00, gamgui:1.0',
};
const DOCKER = { title: 'Docker', detail: 'gamgui 1.0 image', why: 'You chose it.' };

export const job = (now, argv, rows, exit = null, ago = 20 * MIN) => ({
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
export function session(now, id, name, of, state, more = {}) {
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

export const usual = (now) => [
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

export const endsSoon = (now, nearEnd) => usual(now).map((one) => ({ ...one, nearEnd }));

const LONG = `${'A name of three hundred characters that goes on and on '.repeat(6).slice(0, 290)}\u202egnp.exe\n`;

export const hard = (now) => [
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

export const many = (now) =>
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
