/** Saving credentials back and asking Google about them, as pictures need them: each kind of answer, too long, refused. */
import { tenantsOf } from './tenants.mjs';

const UNSAVED = ['oauth2.txt', 'oauth2service.json'];
const LONG = 'a-very-long-name-without-a-place-to-break-'.repeat(5);

const write = (file, about, to = file) => ({ file, to, about, sha256: 'a'.repeat(64) });
const SIGN_IN = write('oauth2.txt', 'signed in as admin@larkfield.example');
const SERVICE = write(
  'oauth2service.json',
  'of gam-larkfield@gam-project-x1y2z.iam.gserviceaccount.com',
);
const SECRET = { kind: 'secret', name: 'gam-larkfield', where: 'gam-lena/gamgui-s00001' };
const secret = { target: SECRET, writes: [SIGN_IN, SERVICE], leaves: [] };
const folder = '/home/lena/.gam';

const refused = {
  code: 'forbidden',
  message: 'The Secret gam-larkfield was not read: you may not',
  fix: 'Needed is a role with get and patch on the Secret gam-larkfield alone. The administrator of the cluster gives it with:\nkubectl --context gke_larkfield-tools_europe-west1_workspace -n gam-lena create role gamgui-save-gam-larkfield --verb=get,patch --resource=secrets --resource-name=gam-larkfield &&\nkubectl --context gke_larkfield-tools_europe-west1_workspace -n gam-lena create rolebinding gamgui-save-gam-larkfield --role=gamgui-save-gam-larkfield --user=lena.berg@larkfield.example',
};
const changed = {
  code: 'changed-since-shown',
  message: 'Nothing was saved: oauth2.txt was changed again in the session',
  fix: 'Look at what would be saved now, and save it',
};
const old = {
  code: 'old-agent',
  message: 'The session’s agent is older than the app.',
  fix: 'Copy the files.',
};

/** What the sheet "Save back…" is told, by name. */
const SAVING = {
  secret: { saving: secret },
  folder: {
    saving: {
      target: { kind: 'folder', folder },
      writes: [write('oauth2.txt', SIGN_IN.about, `${folder}/larkfield/oauth2.txt`)],
      leaves: [
        {
          file: 'gam.cfg',
          why: 'A session has a gam.cfg of its own, with its own folders in it. Change your own by hand.',
        },
        {
          file: 'oauth2service.json',
          why: 'GAM has deleted it in the session. Delete it by hand where it is.',
        },
      ],
    },
  },
  long: {
    saving: {
      target: { ...SECRET, name: LONG, where: `${LONG}/\u202e${LONG}` },
      writes: [write('oauth2.txt', `signed in as ${LONG}@${LONG}.example`, `${folder}/${LONG}`)],
      leaves: [],
    },
  },
  none: {
    saving: {
      target: { kind: 'none', why: 'The tenant has no key that could be saved.' },
      writes: [],
      leaves: [],
    },
  },
  nothing: { saving: { ...secret, writes: [] } },
  asking: { waits: ['credentials.plan'] },
  failed: { fails: { 'credentials.plan': old } },
  busy: { saving: secret, waits: ['credentials.save'] },
  refused: { saving: secret, fails: { 'credentials.save': refused } },
  changed: { saving: secret, fails: { 'credentials.save': changed } },
};

/** Those in which saving itself was tried. */
const TRIED = ['busy', 'refused', 'changed'];

const finding = (kind, text, fix) => ({ kind, text, ...(fix === undefined ? {} : { fix }) });
const AGAIN = 'Sign in again in a session of the tenant: gam oauth create';
const LIMITED =
  'Google wants the administrator to sign in again (invalid_rapt): the length of their sessions is limited.';

/** What Google says of a tenant, by name. */
const ANSWERS = {
  well: [
    finding('ok', 'Google takes the sign-in of admin@larkfield.example.'),
    finding('ok', 'The service account may act for users.'),
  ],
  lacking: [
    finding('ok', 'Google takes the sign-in of admin@larkfield.example.'),
    finding(
      'warn',
      'GAM has no permission for: users’ app passwords, tokens and 2-step verification, organisational units, administrators and roles, ChromeOS devices, rooms and buildings, audit reports.',
      'Give it in a session of the tenant: gam oauth update',
    ),
    finding(
      'warn',
      'Google does not take the service account’s key, or this computer’s clock is wrong.',
      'See which in a session: gam user ADMIN check serviceaccount',
    ),
  ],
  revoked: [finding('bad', LIMITED, AGAIN)],
};
const nowhere = {
  code: 'no-place',
  message:
    'Google cannot be asked: no place can be used for it. Nothing answers at Docker’s socket.',
  fix: 'See Diagnostics.',
};
const lost = { code: 'not-connected', message: 'The session cannot be reached.' };

/** What the sheet "Ask Google…" and its answer are told, by name; those with `asked` are asked. */
const ASKING = (now) => ({
  open: {},
  where: { waits: ['tenants.askWhere'] },
  nowhere: { fails: { 'tenants.askWhere': nowhere } },
  asked: { asked: true, waits: ['tenants.ask'] },
  lost: { asked: true, fails: { 'tenants.ask': lost } },
  ...Object.fromEntries(
    Object.entries(ANSWERS).map(([name, findings]) => [
      name,
      { asked: true, answer: { at: now, findings } },
    ]),
  ),
});

/** Scenarios of both; `home` and `terminal` make one of a window. */
export function credentialScenarios(now, { home, terminal, sessions }) {
  const tenants = tenantsOf(now);
  const [larkfield, ...others] = tenants.tenants;
  const named = { ...larkfield, name: 'Stadtwerke Überlingen-Nußdorf \u202e und U.' };
  const unsaved = sessions.map((one) => ({ ...one, unsaved: UNSAVED }));
  const saving = Object.entries(SAVING).map(([name, told]) => [
    `terminal-saving-${name}`,
    terminal([], { sessions: unsaved, ...told }),
  ]);
  const asking = Object.entries(ASKING(now)).map(([name, told]) => [
    `home-ask-${name}`,
    home(sessions, { ...tenants, ...told }),
  ]);
  return {
    ...Object.fromEntries([...saving, ...asking]),
    'home-ask-long': home(sessions, { ...tenants, tenants: [named, ...others] }),
  };
}

/** Checks the first tenant, and opens the question. */
async function openAsk(page) {
  await page.getByRole('button', { name: 'Tenants' }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).first().click();
  await page.getByRole('button', { name: 'Ask Google…' }).click();
  await page.getByRole('alertdialog').waitFor();
}

const asks = async (page) => {
  await openAsk(page);
  await page.getByRole('button', { name: 'Ask Google', exact: true }).click();
};
const saves = (page) => page.getByRole('button', { name: 'Save back…' }).click();
const saved = async (page) => {
  await saves(page);
  await page.getByRole('button', { name: 'Save back', exact: true }).click();
};

/** What a person does to see them. */
export const CREDENTIAL_STEPS = {
  ...Object.fromEntries(
    Object.keys(SAVING).map((name) => [
      `saving-${name}`,
      [`terminal-saving-${name}`, TRIED.includes(name) ? saved : saves],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ASKING(0)).map(([name, { asked = false }]) => [
      `ask-${name}`,
      [`home-ask-${name}`, asked ? asks : openAsk],
    ]),
  ),
  'ask-long': ['home-ask-long', openAsk],
  'ask-asked': [
    'home-ask-asked',
    async (page) => {
      await asks(page);
      const far = { id: 'larkfield', text: 'Asking Google for its permissions' };
      await page.evaluate((value) => window.fake.push('tenants.asking', value), far);
    },
  ],
};
