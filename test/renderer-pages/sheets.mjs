/** Sheets that have no page of their own, as pictures need them: names, settings from a file, a job's failed rows and output. */

const MIN = 60_000;
const LONG = 'a-very-long-value-without-a-place-to-break-'.repeat(6);

const CHANGES = [
  { key: 'fontSize', from: '13', to: '15' },
  { key: 'cluster.namespace', from: '', to: 'gam-staging', behind: 'GAMGUI_NAMESPACE' },
  { key: 'shortcuts.copy', from: 'Ctrl+Shift+C', to: '' },
  { key: 'cluster.image', from: LONG, to: `${LONG}\u202e` },
];
const REFUSED = [
  { key: 'dockerHost', why: 'it is of another computer alone' },
  { key: 'cluster_ca', why: 'it is marked as sensitive' },
  { key: LONG, why: 'no setting has this name' },
];
const plan = (name, changes, refused, same) => ({ name, kind: 'settings', changes, refused, same });

/** What a file of settings would do, by name. */
const PLANS = {
  some: plan('gamgui-settings.json', CHANGES, REFUSED, 12),
  one: plan('\u202enosj.sgnittes', CHANGES.slice(0, 1), [], 0),
  nothing: plan(`${LONG}.json`, [], REFUSED, 1),
};

const REASONS = [
  { code: 50, reason: 'Entity already exists.', rows: 31 },
  { code: 50, reason: `Invalid Input: ${LONG}\u202e`, rows: 4 },
  { code: 12, reason: null, rows: 2 },
];
const failedRows = {
  file: 'new-staff.csv',
  failed: 37,
  found: 35,
  columns: ['Email', 'First', 'Password', 'OU'],
  groups: REASONS,
  rows: REASONS.map(({ code, reason }, i) => ({
    row: 12 + i * 600,
    cells: [`person${i}@larkfield.example`, i === 1 ? LONG : 'Ana', '•••', '/Staff'],
    code,
    reason,
  })),
};
const noRows = { code: 'file-changed', message: 'new-staff.csv is another file than it was.' };

const gone = { code: 'session-ended', message: 'The session has ended.' };
const jobShown = { kind: 'show', job: 'a'.repeat(16) };

/** Scenarios; `home` and `terminal` make one of a window. */
export function sheetScenarios(now, { home, terminal, sessions, journal }) {
  const job = (more) => ({ id: 'a'.repeat(16), kind: 'gam', parent: null, ...more });
  const withJob = (more) => [
    {
      ...sessions[0],
      job: job({ startedAt: now - 20 * MIN, endedAt: now - MIN, rows: null, ...more }),
    },
    ...sessions.slice(1),
  ];
  const bulk = withJob({
    argv: ['gam', 'csv', 'new-staff.csv', 'gam', 'create', 'user', '~Email', 'password', '•••'],
    exit: { code: 0 },
    rows: { done: 2000, failed: 37, total: 2000 },
    output: 400,
  });
  const said = withJob({
    argv: ['gam', 'update', 'user', 'lena@larkfield.example', 'ou', LONG],
    exit: { code: 56 },
    said: `User: lena@larkfield.example, Update Failed: Invalid Organizational Unit ${LONG}\u202e`,
  });
  const output = { wanted: { kind: 'output', from: 8_999_000 }, journal: journal.found };
  return {
    ...Object.fromEntries(
      Object.entries(PLANS).map(([name, one]) => [
        `home-plan-${name}`,
        home(sessions, { plan: one }),
      ]),
    ),
    'terminal-job-failed': terminal([], { sessions: bulk, failedRows, wanted: jobShown }),
    'terminal-job-changed': terminal([], {
      sessions: bulk,
      wanted: jobShown,
      fails: { 'jobs.failedRows': noRows },
    }),
    'terminal-job-said': terminal([], { sessions: said, wanted: jobShown }),
    'terminal-output': terminal([], output),
    'terminal-output-none': terminal([], {
      ...output,
      journal: { ...journal.found, lines: [] },
    }),
    'terminal-output-gone': terminal([], { ...output, fails: { 'journal.lines': gone } }),
  };
}

async function openPlan(page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('dialog').waitFor();
}

async function toTenants(page) {
  await page.getByRole('button', { name: 'Tenants' }).click();
}

const shown = (page) => page.getByRole('dialog').waitFor();

/** What a person does to see them. */
export const SHEET_STEPS = {
  ...Object.fromEntries(
    Object.keys(PLANS).map((name) => [`plan-${name}`, [`home-plan-${name}`, openPlan]]),
  ),
  'job-failed': ['terminal-job-failed', shown],
  'job-changed': ['terminal-job-changed', shown],
  'job-said': ['terminal-job-said', shown],
  'job-output': ['terminal-output', shown],
  'job-output-none': ['terminal-output-none', shown],
  'job-output-gone': ['terminal-output-gone', shown],
  'home-rename': [
    'home',
    async (page) => {
      await page.getByRole('row').first().click();
      await page.keyboard.press('F2');
    },
  ],
  'terminal-rename': [
    'terminal-hard',
    async (page) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Rename…' }).click();
    },
  ],
  'tenants-change': [
    'home-tenants',
    async (page) => {
      await toTenants(page);
      await page.getByRole('button', { name: 'Change…' }).nth(1).click();
    },
  ],
  'first-run-use': [
    'home-first-run-found',
    (page) => page.getByRole('button', { name: 'Use this…' }).first().click(),
  ],
};
