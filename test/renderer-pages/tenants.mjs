/** Tenants as pictures need them: from everywhere credentials come from, well and not, and too many. */

const tenant = (id, name, domain, colour, initials, source) => ({
  id,
  name,
  domain,
  colour,
  initials,
  source,
});
const GAM = '/home/lena/.gam';

export const LARKFIELD = tenant('larkfield', 'Larkfield', 'larkfield.example', 'teal', 'LF', {
  kind: 'gam-folder',
  folder: GAM,
  section: null,
});
export const HARBOR = tenant('harbor', 'Harbor Health', 'harborhealth.example', 'rust', 'HH', {
  kind: 'secret',
  name: 'gam-harbor',
  section: null,
});
export const NORD = tenant(
  'nord',
  'Stiftung Nordlicht',
  'nordlicht-berufskolleg.example',
  'plum',
  'SN',
  {
    kind: 'keyless',
    serviceAccount: 'gam-nordlicht',
    address: 'gam-nordlicht@workspace-tools.iam.gserviceaccount.com',
    clientId: '123456789012345678901',
    admin: 'admin@nordlicht-berufskolleg.example',
    customer: 'C01abc234',
  },
);
export const DEMO = tenant('demo', 'Demo domain', 'demo.example', 'demo', 'D', { kind: 'demo' });

const found = [
  {
    folder: GAM,
    section: 'bluepeak',
    domain: 'bluepeak.example',
    admin: 'root@bluepeak.example',
  },
  { folder: '/srv/gam/old-configuration-of-the-school', section: null, domain: null, admin: null },
];

/** Tenants, what was found beside them, and what checks of them say. */
export function tenantsOf(now) {
  const health = {
    larkfield: [
      { kind: 'ok', text: 'Signed in as admin@larkfield.example, with 28 scopes.' },
      { kind: 'ok', text: 'The OAuth client is there.' },
      {
        kind: 'warn',
        text: 'Others on this computer can read the tenant’s credentials.',
        fix: `chmod 600 ${GAM}/oauth2.txt ${GAM}/oauth2service.json`,
      },
    ],
    harbor: [
      {
        kind: 'note',
        text: 'The Secret “gam-harbor” is read by the session’s pod alone: GamGUI has no right to look into it.',
        fix: 'Whether it is there, a new session says; whether Google takes it, run there: gam info domain',
      },
    ],
    nord: [
      {
        kind: 'bad',
        text: `The administrator’s sign-in is not there: ${GAM}/oauth2.txt is missing.`,
        fix: 'Sign in with GAM in a session of the tenant: gam oauth create',
      },
    ],
    demo: [{ kind: 'ok', text: 'The demo domain brings its own credentials.' }],
  };
  const at = Object.entries(health).map(([id, findings]) => [id, { at: now, findings }]);
  return { found, health: Object.fromEntries(at), tenants: [LARKFIELD, HARBOR, NORD, DEMO] };
}

/** More than a grid holds. */
export function manyTenants() {
  const colours = ['teal', 'plum', 'magenta', 'rust', 'olive', 'bronze', 'steel'];
  const all = Array.from({ length: 30 }, (_, i) => {
    const name = i === 3 ? `${'A very long name of a school '.repeat(4)}` : `Customer ${i + 1}`;
    const letters = `C${(i + 1) % 10}`;
    return tenant(`c${i}`, name, `customer-${i + 1}.example`, colours[i % 7], letters, {
      kind: 'gam-folder',
      folder: GAM,
      section: `c${i}`,
    });
  });
  return [...all, DEMO];
}
