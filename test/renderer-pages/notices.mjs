/** States that a window comes to by itself and that have no page of their own, as pictures need them. */

const LONG = 'a-very-long-reason-without-a-place-to-break-'.repeat(6);
const END = {
  kind: 'ended',
  cause: 'asked',
  expected: true,
  reason: 'by you',
  detail: '',
  exit: null,
};

const link = (state) => ({ type: 'link', state });

/** Scenarios; `home` and `terminal` make one of a window. */
export function noticeScenarios({ home, terminal, sessions, files, signIn, health }) {
  const signing = sessions.map((one) => ({ ...one, backend: 'local', job: signIn }));
  const unsaved = sessions.map((one) => ({ ...one, unsaved: ['oauth2.txt', 'gam.cfg'] }));
  return {
    'terminal-sign-in-again': terminal([
      link({ kind: 'sign-in-again', reason: 'Google wants you to sign in again' }),
    ]),
    'terminal-sign-in-long': terminal([link({ kind: 'sign-in-again', reason: `${LONG}\u202e` })]),
    'terminal-signing-in': terminal([], { sessions: signing, health }),
    'terminal-unsaved-ended': terminal([link(END)], { sessions: unsaved }),
    'terminal-jobs-none': terminal([], {
      sessions: sessions.map((one) => ({ ...one, job: null })),
    }),
    'terminal-files-none-found': terminal([], {
      files: { ...files, found: { found: [], more: false } },
    }),
    'home-signing-in': home([], { google: { kind: 'signing-in' }, effective: [] }),
  };
}

/** What a person does to see them. */
export const NOTICE_STEPS = {
  'hovered-primary': ['home', (page) => page.getByRole('button', { name: /^New session/ }).hover()],
  'hovered-danger': [
    'home',
    async (page) => {
      await page.getByRole('row').first().click();
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: /^End session/ }).hover();
    },
  ],
  'terminal-signed-in': [
    'terminal-signing-in',
    async (page) => {
      await page.evaluate(async () => {
        const { value } = await window.gamgui.call('sessions.list');
        const ended = { endedAt: Date.now(), exit: { code: 0 } };
        const all = value.map((one) => ({ ...one, job: { ...one.job, ...ended } }));
        window.fake.push('sessions.changed', all);
      });
      await page.getByText('GAM has a new sign-in.').waitFor();
    },
  ],
  'terminal-pointer-menu': [
    'terminal',
    (page) => page.getByRole('main').click({ button: 'right', position: { x: 300, y: 200 } }),
  ],
  'jobs-none': ['terminal-jobs-none', (page) => page.keyboard.press('Control+Shift+J')],
  'files-none-found': [
    'terminal-files-none-found',
    async (page) => {
      await page.keyboard.press('Control+Shift+E');
      await page.getByRole('button', { name: 'Search by name' }).click();
      await page.keyboard.type(LONG);
      await page.getByText('Nothing here or below').waitFor();
    },
  ],
  'settings-signing-in': [
    'home-signing-in',
    async (page) => {
      await page.keyboard.press('Control+n');
      await page.getByRole('button', { name: 'Choose a cluster…' }).last().click();
    },
  ],
};
