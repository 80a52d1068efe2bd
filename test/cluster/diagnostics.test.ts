/** Diagnostics on a real cluster: each red line is brought about by what really causes it, and its command mends it where it says so. */
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { makeDiagnostics, sessionKey } from '../../main/diagnostics/compose';
import { type CheckResult, TargetKey } from '../../preload/contract';
import { notOurs } from './support/api-server-process';
import { type App, REQUEST } from './support/app';
import { kubectlCommand, missing } from './support/cluster';
import { fullNamespace, takeDown } from './support/failing';
import { role } from './support/namespace';
import { RIGHTS, Stage, USER } from './support/stage';

if (missing !== null) console.warn(`skipped: ${missing}`);

const CLUSTER = TargetKey.parse('kubernetes');

/** All checks of the cluster as an app makes them, by id. */
async function checked(app: App, key = CLUSTER): Promise<Map<string, CheckResult>> {
  const diagnostics = makeDiagnostics(app.core);
  await diagnostics.check([key]);
  diagnostics.close();
  const report = diagnostics.get().reports.find(({ target }) => target === key);
  return new Map(report?.results.map((result) => [result.id, result]));
}

function outcomeOf(results: Map<string, CheckResult>, id: string) {
  const result = results.get(id);
  if (result === undefined) throw new Error(`no check “${id}” among ${[...results.keys()]}`);
  return result.outcome;
}

/** The ids of what failed. */
function failedOf(results: Map<string, CheckResult>): string[] {
  return [...results].flatMap(([id, { outcome }]) => (outcome.kind === 'failed' ? [id] : []));
}

/** Runs a command of a red line as the administrator who was asked to paste it, in a real shell. */
function paste(outcome: CheckResult['outcome']): void {
  const command = 'command' in outcome ? outcome.command : undefined;
  if (command === undefined) throw new Error(`no command: ${JSON.stringify(outcome)}`);
  const { program, args, env } = kubectlCommand([]);
  // The person's kubectl has the context by the app's name; the administrator's own file has another name for it.
  const own = [program, ...args].map((word) => `'${word}'`).join(' ');
  const shell = `kubectl() { [ "$1" = --context ] && shift 2; ${own} "$@"; }\n`;
  const pasted = command.replaceAll(/KUBECONFIG=\S+ /g, '');
  execFileSync('sh', ['-ec', shell + pasted], { env, encoding: 'utf8' });
}

describe.skipIf(missing !== null)('diagnostics of a cluster', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  test('all that is needed is there: nothing fails, in a namespace that enforces the restricted profile', async () => {
    const { name } = stage.namespace(...role(USER, RIGHTS));
    const results = await checked(stage.app(name, { way: { user: USER } }));
    expect(failedOf(results)).toEqual([]);
    expect(outcomeOf(results, 'admission').kind).toBe('passed');
    expect(outcomeOf(results, 'user')).toEqual({ kind: 'passed', says: USER });
    expect(outcomeOf(results, 'versions').kind).toBe('passed');
    // What this user may not read is no failure.
    expect(outcomeOf(results, 'nodes').kind).toBe('unchecked');
  });

  test('the administrator sees what the namespace enforces', async () => {
    const { name } = stage.namespace();
    const results = await checked(stage.app(name));
    expect(outcomeOf(results, 'pod-security')).toEqual({
      kind: 'passed',
      says: 'restricted is enforced',
    });
    expect(outcomeOf(results, 'nodes').kind).toBe('passed');
    expect(outcomeOf(results, 'network-policies').kind).toBe('warned');
  });

  const VERBS = RIGHTS.filter(({ resource }) =>
    ['pods', 'pods/exec', 'persistentvolumeclaims'].includes(resource),
  ).flatMap(({ resource, verbs }) => verbs.map((verb) => ({ resource, verb })));

  test.each(VERBS)(
    'without $verb on $resource, that is said, and the command mends it',
    async ({ resource, verb }) => {
      const rights = RIGHTS.map((right) =>
        right.resource === resource
          ? { ...right, verbs: right.verbs.filter((one) => one !== verb) }
          : right,
      );
      const { name } = stage.namespace(...role(USER, rights));
      const app = stage.app(name, { way: { user: USER } });
      const before = await checked(app);
      const id = { pods: 'may-pods', 'pods/exec': 'may-exec' }[resource] ?? 'may-claims';
      const outcome = outcomeOf(before, id);
      expect(outcome).toMatchObject({ kind: 'failed', what: `Not allowed: ${verb} ${resource}` });
      expect(failedOf(before)).toEqual([id]);
      paste(outcome);
      expect(failedOf(await checked(app))).toEqual([]);
    },
  );

  test('a quota of nothing is said by the quota and by admission', async () => {
    const results = await checked(stage.app(fullNamespace(stage)));
    expect(outcomeOf(results, 'quota')).toMatchObject({
      kind: 'failed',
      what: 'No room for a session: pods',
      why: expect.stringContaining('allows 0 of pods, 0 are used'),
    });
    expect(outcomeOf(results, 'admission')).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('exceeded quota'),
      command: expect.stringContaining('describe resourcequota'),
    });
  });

  test('limits that no size fits', async () => {
    const limits = [{ type: 'Container', max: { memory: '100Mi' } }];
    const range = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'l' },
      spec: { limits },
    };
    const results = await checked(stage.app(stage.namespace(range).name));
    expect(outcomeOf(results, 'limits')).toMatchObject({
      kind: 'failed',
      what: 'Does not fit: standard, large, extra-large',
    });
    expect(outcomeOf(results, 'admission').kind).toBe('failed');
  });

  test('a namespace that is not there, and the command makes it', async () => {
    const name = `gamgui-test-nowhere-${Date.now()}`;
    const results = await checked(stage.app(name));
    const outcome = outcomeOf(results, 'namespace');
    expect(outcome).toMatchObject({ kind: 'failed', what: 'Not there' });
    expect(failedOf(results)).toContain('admission');
    stage.after(
      () =>
        void execFileSync(
          kubectlCommand([]).program,
          kubectlCommand(['delete', 'namespace', name, '--wait=false']).args,
          { env: kubectlCommand([]).env },
        ),
    );
    paste(outcome);
    expect(outcomeOf(await checked(stage.app(name)), 'namespace').kind).toBe('passed');
  });

  test('a service account that is not there', async () => {
    const { name } = stage.namespace();
    const app = stage.app(name, { env: { K8S_SERVICE_ACCOUNT: 'sessions' } });
    const before = await checked(app);
    expect(failedOf(before)).toEqual(['admission', 'service-account']);
    paste(outcomeOf(before, 'admission'));
    expect(failedOf(await checked(app))).toEqual([]);
  });

  test('credentials that are refused: the way is open, and everything behind it is not checked', async () => {
    const results = await checked(
      stage.app('gamgui', { way: { proof: { token: 'not-a-token' } } }),
    );
    expect(failedOf(results)).toEqual(['user']);
    expect(outcomeOf(results, 'user')).toMatchObject({
      what: 'Not accepted',
      why: expect.stringContaining('does not accept who you are (401)'),
    });
    // The certificate of a test's cluster is a young or an old one.
    expect(['passed', 'warned']).toContain(outcomeOf(results, 'tls').kind);
    expect(outcomeOf(results, 'admission')).toMatchObject({ kind: 'unchecked' });
  });

  test('an API server that is not there', async () => {
    const app = stage.app('gamgui', { way: { server: 'https://127.0.0.1:9' } });
    const results = await checked(app);
    expect(failedOf(results)).toEqual(['connection', 'tls']);
    expect(outcomeOf(results, 'connection')).toMatchObject({
      why: expect.stringContaining('ECONNREFUSED'),
      command: 'curl -v --max-time 10 https://127.0.0.1:9/version',
    });
  });

  test.skipIf(notOurs !== null)('an API server that was stopped', async () => {
    const app = stage.app('gamgui');
    await takeDown(stage);
    const results = await checked(app);
    expect(failedOf(results)).toContain('tls');
    expect(outcomeOf(results, 'admission').kind).toBe('unchecked');
  });

  test('nothing is made by looking', async () => {
    const { name, client } = stage.namespace();
    await checked(stage.app(name));
    expect((await client.listPods('')).pods).toEqual([]);
  });

  test('a session says how it is, and a report of it names nothing', async () => {
    const { name } = stage.namespace(...role(USER, RIGHTS));
    const app = stage.app(name, { way: { user: USER } });
    const { id, done } = app.core.sessions.create({ ...REQUEST, name: 'Quarterly leavers' });
    await done;
    const key = sessionKey(id);
    const results = await checked(app, key);
    expect(failedOf(results)).toEqual([]);
    for (const part of ['pod', 'phase', 'container', 'node', 'deadline', 'log', 'agent', 'disk'])
      expect(outcomeOf(results, part), part).toMatchObject({ kind: 'passed' });
    const diagnostics = makeDiagnostics(app.core);
    await diagnostics.check([CLUSTER, key]);
    const report = diagnostics.report();
    diagnostics.close();
    console.info(report);
    for (const secret of [USER, 'acme', name, id, 'Quarterly', 'leavers', app.profile])
      expect(report.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});
