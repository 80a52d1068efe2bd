/** Jobs and usage as pictures need them. */
const MIN = 60_000;

const job = (id, argv, startedAt, more = {}) => ({
  id: id.repeat(16),
  kind: 'gam',
  argv: argv.split(' '),
  startedAt,
  endedAt: startedAt + 7 * MIN,
  exit: { code: 0 },
  rows: null,
  parent: null,
  ...more,
});
const RUNS = { endedAt: null, exit: null };

/** What ran in three sessions; the third that is `picked` is the one in which rows failed. */
export const jobsOf = (now, [first, second, third]) => [
  {
    session: first,
    jobs: [
      job('a', 'gam whatis sales@larkfield.example', now - 40 * MIN, { exit: { code: 22 } }),
      job(
        'b',
        'gam csv students.csv gam create user ~Email firstname ~First lastname ~Last password ••• org ~OU',
        now - 30 * MIN,
        { rows: { done: 2000, failed: 37, total: 2000 } },
      ),
    ],
  },
  {
    session: second,
    jobs: [
      job('c', 'gam print users', now - 26 * 60 * MIN, { exit: { code: 18 } }),
      job('d', 'gam update group staff@harborhealth.example', now - 50 * MIN, {
        exit: { code: 8 },
        rows: { done: 12, failed: 0, total: 40 },
      }),
    ],
  },
  {
    session: third,
    jobs: [
      job('e', 'gam csv new-staff.csv gam create user ~Email', now - 6 * MIN, {
        ...RUNS,
        rows: { done: 1240, failed: 12, total: 2000 },
      }),
      job('f', 'gam all users print filelist', now - 99 * MIN, {
        exit: { code: 137 },
        rows: { done: 1893, failed: 0, total: 7000 },
      }),
    ],
  },
];

const UNIT = 'Invalid Organizational Unit';

/** Rows that failed for two reasons. */
export const failedRows = {
  file: 'students.csv',
  failed: 37,
  found: 37,
  columns: ['Email', 'OU', 'Password'],
  groups: [
    { code: 50, reason: UNIT, rows: 29 },
    { code: 50, reason: 'Domain user limit reached', rows: 8 },
  ],
  rows: Array.from({ length: 37 }, (_, at) => ({
    row: 204 + at * 47,
    cells: [`luis.ortega${at}@larkfield.example`, at < 29 ? '/2026/Madrid' : '/', '•••'],
    code: 50,
    reason: at < 29 ? UNIT : 'Domain user limit reached',
  })),
};

/** Ten minutes in which memory was filled up. */
export const usageOf = (now) =>
  Array.from({ length: 120 }, (_, at) => ({
    at: now - (120 - at) * 5_000,
    cpu: 0.3 + 0.2 * Math.sin(at / 6),
    memory: (70 + at * 3.4) * 2 ** 20,
    memoryLimit: 512 * 2 ** 20,
    disk: 63e6 + at * 1e5,
    diskLimit: 4 * 2 ** 30,
  }));
