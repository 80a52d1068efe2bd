/** What GAM changed of a Secret's credentials in a pod is saved back into that Secret: by a right to it alone, and over nothing. */
import { afterEach, describe, expect, test } from 'vitest';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { savingOf } from '../../main/ipc/credentials';
import { Tenants } from '../../main/tenants/tenants';
import { KeptTenant, type SavePlan, type SessionId } from '../../preload/contract';
import { secretFiles, signIn } from '../unit/tenants/gam-folders';
import { REQUEST } from './support/app';
import { kubectl, missing } from './support/cluster';
import { role } from './support/namespace';
import { RIGHTS, Stage, USER } from './support/stage';

const NAME = 'gam-larkfield';
const LARKFIELD = KeptTenant.parse({
  id: 'larkfield',
  name: 'Larkfield',
  domain: 'larkfield.example',
  colour: 'teal',
  initials: 'LF',
  source: { kind: 'secret', name: NAME, section: null },
});
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: NAME },
  stringData: { ...secretFiles('larkfield.example'), other: 'stays' },
};
/** As `gam oauth create` leaves it. */
const NEW = JSON.stringify(signIn('larkfield.example', { refresh_token: '1//new' }));

/** What a person agrees to who has seen the plan. */
const agreedOf = ({ writes }: SavePlan) => writes.map(({ file, sha256 }) => ({ file, sha256 }));

describe.skipIf(missing !== null)('credentials saved back into a Secret', () => {
  const stage = new Stage();
  afterEach(() => stage.clear());

  test('refused with the command for the missing role, then written, and never over another change', async () => {
    const { name, apply } = stage.namespace(SECRET);
    apply(...role(USER, RIGHTS));
    const { core } = stage.app(name, { way: { user: USER } });
    const { id, done } = core.sessions.create({ ...REQUEST, tenant: LARKFIELD });
    await done;
    const saving = savingOf({
      sessions: core.sessions,
      tenants: new Tenants(() => [LARKFIELD]),
      reach: core.reach,
      network: core.network,
      report: console.error,
    });
    const { plan } = saving;
    const save = async (one: SessionId) => saving.save(one, agreedOf(await plan(one)));
    const inPod = (script: string, input: string) =>
      kubectl(['-n', name, 'exec', '-i', podName(id), '--', 'sh', '-c', script], input);
    const ready = 'until [ -x $GAMGUI_RUN/bin/gam ]; do sleep 0.1; done';
    inPod(`${ready}; cat > /run/gamgui/keys/gam/oauth2.txt`, NEW);
    await expect
      .poll(async () => (await plan(id)).writes, { timeout: 30_000 })
      .toMatchObject([
        { file: 'oauth2.txt', to: 'oauth2.txt', about: 'signed in as admin@larkfield.example' },
      ]);

    const refused = await save(id).catch((why: unknown) => why);
    expect(refused).toMatchObject({ code: 'forbidden' });
    expect(refused).toHaveProperty(
      'fix',
      expect.stringContaining(`--verb=get,patch --resource=secrets --resource-name=${NAME}`),
    );
    apply(...role(USER, [...RIGHTS, { resource: 'secrets', verbs: ['get', 'patch'] }]));
    await expect
      .poll(() => save(id).catch(() => null), { timeout: 30_000 })
      .toEqual(['oauth2.txt']);
    const there = () => JSON.parse(kubectl(['-n', name, 'get', 'secret', NAME, '-o', 'json'])).data;
    const text = (coded: string) => Buffer.from(coded, 'base64').toString();
    expect(text(there()['oauth2.txt'])).toBe(NEW);
    expect(text(there().other)).toBe('stays');
    expect((await plan(id)).writes).toEqual([]);

    // Somebody else writes it, and GAM changes it once more.
    const theirs = Buffer.from(NEW.replace('1//new', '1//theirs')).toString('base64');
    const patch = JSON.stringify({ data: { 'oauth2.txt': theirs } });
    kubectl(['-n', name, 'patch', 'secret', NAME, '-p', patch]);
    inPod('cat > /run/gamgui/keys/gam/oauth2.txt', NEW.replace('1//new', '1//newest'));
    await expect(save(id)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(there()['oauth2.txt']).toBe(theirs);
  });
});
