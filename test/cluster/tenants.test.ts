/**
 * A tenant's Secret in a real pod: GAM has it in memory and nowhere else, what it changes there outlives a crash of the
 * container, and one that is missing is told with the command that makes it. And a tenant without a key.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { KeptTenant, type SessionId } from '../../preload/contract';
import { PLANTED, secretFiles } from '../unit/tenants/gam-folders';
import { type App, REQUEST } from './support/app';
import { kubectl, missing } from './support/cluster';
import { killAll } from './support/container-processes';
import { role } from './support/namespace';
import { RIGHTS, Stage, USER } from './support/stage';

const SECRETS = Object.values(PLANTED);
const KEYS = '/run/gamgui/keys';
/** What a session may write, and what is not memory. */
const DISK = '/session /tmp /dev/shm /var /home';

const tenant = (source: object) =>
  KeptTenant.parse({
    id: 'larkfield',
    name: 'Larkfield',
    domain: 'larkfield.example',
    colour: 'teal',
    initials: 'LF',
    source,
  });
const LARKFIELD = tenant({ kind: 'secret', name: 'gam-larkfield', section: null });
const KEYLESS = tenant({
  kind: 'keyless',
  serviceAccount: 'gam-larkfield',
  address: 'gam-larkfield@gam-project.iam.gserviceaccount.com',
  clientId: '123456789012345678901',
  admin: 'admin@larkfield.example',
  customer: 'C01abc234',
});

const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'gam-larkfield' },
  stringData: secretFiles('larkfield.example'),
};
const ACCOUNT = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'gam-larkfield' },
};

describe.skipIf(missing !== null)('a tenant of a person in a real cluster', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  async function begun(app: App, whose: KeptTenant): Promise<SessionId> {
    const { id, done } = app.core.sessions.create({ ...REQUEST, tenant: whose });
    await done;
    return id;
  }

  /** What a shell in the pod says, as kubectl shows it. */
  function sh(namespace: string, id: SessionId, script: string): string {
    return kubectl(['-n', namespace, 'exec', podName(id), '--', 'sh', '-c', script]);
  }

  /** What GAM says in the session, once its host is there. */
  function gam(namespace: string, id: SessionId, words: string): string {
    const wait = 'until [ -x $GAMGUI_RUN/bin/gam ]; do sleep 0.1; done';
    return sh(
      namespace,
      id,
      `${wait}; HTTPS_PROXY=http://127.0.0.1:9 gam ${words} 2>&1; echo end=$?`,
    );
  }

  test('GAM has the Secret in memory, and nothing else has it', async () => {
    const { name, apply } = stage.namespace(SECRET);
    // Who makes sessions need not be able to read Secrets.
    apply(...role(USER, RIGHTS));
    const app = stage.app(name, { way: { user: USER } });
    const id = await begun(app, LARKFIELD);
    expect(gam(name, id, 'config verify variables ^oauth2')).toContain(`${KEYS}/gam/oauth2.txt`);
    const asked = gam(name, id, 'info domain');
    expect(asked).toMatch(/end=\d+/);
    expect(asked).not.toMatch(/end=(2|13|16)\b|Need Read|Not Found/);
    expect(
      sh(
        name,
        id,
        `stat -f -c %T ${KEYS}; stat -c %a ${KEYS} ${KEYS}/gam/*.json ${KEYS}/gam/oauth2.txt; touch /run/gamgui-secret/x; true`,
      ),
    ).toBe('tmpfs\n700\n600\n600\n600\n');

    const pattern = SECRETS.map((secret) => `-e ${secret}`).join(' ');
    const onDisk = sh(name, id, `grep -rlF ${pattern} ${DISK} 2>/dev/null; true`);
    expect(onDisk).toBe('');
    const seen = sh(
      name,
      id,
      // grep itself has them in its arguments.
      'for p in /proc/[0-9]*; do [ $p = /proc/$$ ] || tr "\\0" "\\n" < $p/cmdline; tr "\\0" "\\n" < $p/environ; done 2>/dev/null; true',
    );
    const pod = kubectl(['-n', name, 'get', 'pod', podName(id), '-o', 'json']);
    const log = kubectl(['-n', name, 'logs', podName(id)]);
    const events = kubectl(['-n', name, 'get', 'events', '-o', 'json']);
    for (const secret of SECRETS)
      for (const text of [seen, pod, log, events]) expect(text).not.toContain(secret);
    // The search finds what is there.
    expect(sh(name, id, `grep -rlF ${pattern} ${KEYS}`).split('\n').length).toBeGreaterThan(3);
  });

  test('a key that GAM rotated outlives a crash of the container', async () => {
    const { name, client } = stage.namespace(SECRET);
    const id = await begun(stage.app(name), LARKFIELD);
    gam(name, id, 'version simple');
    sh(name, id, `echo rotated > ${KEYS}/gam/oauth2service.json`);
    const uid = (await client.getPod(podName(id)))?.metadata?.uid ?? '';
    await killAll(uid);
    const restarts = async () => (await client.getPod(podName(id)))?.status?.containerStatuses?.[0];
    await expect
      .poll(async () => (await restarts())?.restartCount, { timeout: 60_000 })
      .toBeGreaterThan(0);
    await expect.poll(async () => (await restarts())?.ready, { timeout: 60_000 }).toBe(true);
    expect(gam(name, id, 'version simple')).toContain('end=0');
    expect(sh(name, id, `cat ${KEYS}/gam/oauth2service.json`)).toBe('rotated\n');
  });

  test('a Secret that is missing is told at once, with the command that makes it', async () => {
    const { name } = stage.namespace();
    const app = stage.app(name);
    await expect(begun(app, LARKFIELD)).rejects.toMatchObject({
      code: 'no-secret',
      fix: expect.stringContaining(
        `kubectl -n ${name} create secret generic gam-larkfield --from-file=`,
      ),
    });
  });

  test('a Secret of something else is told by what its keys must be', async () => {
    const { name } = stage.namespace({ ...SECRET, stringData: { password: 'x' } });
    const app = stage.app(name);
    // The container runs for a moment: who enters is told, if not whoever made it.
    const made = await begun(app, LARKFIELD).catch((error: Error) => error);
    const told = async () => {
      if (made instanceof Error) return made.message;
      const entered = app.kubernetes.exec(made, 'attach');
      return entered.then(
        (exec) => void exec.close(),
        (error: Error) => error.message,
      );
    };
    await expect.poll(told, { timeout: 60_000 }).toMatch(/none of GAM's credentials/);
  });

  test('without a key the pod runs as the tenant’s account, and holds no key and no token', async () => {
    const { name } = stage.namespace(ACCOUNT);
    const id = await begun(stage.app(name), KEYLESS);
    const shown = gam(name, id, 'config verify variables "enable_dasa|admin_email"');
    expect(shown).toContain('admin_email = admin@larkfield.example');
    expect(sh(name, id, `cat ${KEYS}/gam/oauth2service.json`)).toContain('"signjwt"');
    expect(sh(name, id, 'ls /var/run/secrets 2>&1; grep -rl PRIVATE /run/gamgui; true')).toMatch(
      /^ls: [^\n]*\n$/,
    );
    const pod = JSON.parse(kubectl(['-n', name, 'get', 'pod', podName(id), '-o', 'json']));
    expect(pod.spec.serviceAccountName).toBe('gam-larkfield');
  });
});
