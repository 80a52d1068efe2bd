/**
 * What a person is told when a session cannot be made or reached: each failure brought about by the component that really
 * causes it, met by the app as it is composed, with its own words and a way out.
 */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../main/failure';
import { makeCertificates } from '../google/certificates';
import { notOurs } from './support/api-server-process';
import { missing } from './support/cluster';
import * as meeting from './support/failing';
import { RIGHTS, Stage } from './support/stage';

const why = missing ?? notOurs;
if (why !== null) console.warn(`skipped: ${why}`);

/** One failure. */
interface Row {
  readonly name: string;
  readonly code: string;
  /** What the message has in it: why, in the words of what refused. */
  readonly says: string;
  /** What the fix has in it. */
  readonly fix: string;
  /** Brings it about, and has the app meet it: rejects with what the app says. */
  meet(stage: Stage): Promise<unknown>;
}

const AGAIN = 'sign-in-again';
const without = (resource: string, verb: string) =>
  RIGHTS.map((right) =>
    right.resource === resource
      ? { ...right, verbs: right.verbs.filter((one) => one !== verb) }
      : right,
  );
/** No name in this domain has an address (RFC 6761). */
const HERE = 'this.is.not.a.cluster.invalid';

const ROWS: readonly Row[] = [
  {
    name: '401',
    code: 'unauthorized',
    says: 'does not accept who you are (401)',
    fix: 'renew the user entry in your kubeconfig',
    meet: (stage) =>
      meeting.making(stage.app('gamgui', { way: { proof: { token: 'not-a-token' } } })),
  },
  {
    name: '403 on create',
    code: 'forbidden',
    says: 'User "lena@acme.example" cannot create resource "pods"',
    fix: 'the verb create on pods',
    meet: (stage) => meeting.making(stage.appWith(without('pods', 'create'))),
  },
  {
    name: '403 on exec, get',
    code: 'forbidden-exec',
    says: 'cannot get resource "pods/exec"',
    fix: 'the verbs get and create on pods/exec',
    meet: (stage) => meeting.entering(stage.appWith(without('pods/exec', 'get'))),
  },
  {
    name: '403 on exec, create',
    code: 'forbidden-exec-create',
    says: 'you may not create pods/exec',
    fix: 'both are needed',
    meet: (stage) => meeting.entering(stage.appWith(without('pods/exec', 'create'))),
  },
  {
    name: '404 namespace',
    code: 'no-namespace',
    says: 'namespaces "gamgui-nowhere" not found',
    fix: 'K8S_NAMESPACE',
    meet: (stage) => meeting.making(stage.app('gamgui-nowhere')),
  },
  {
    name: 'quota',
    code: 'quota',
    says: 'limited: pods=0',
    fix: 'End a session',
    meet: (stage) => meeting.making(stage.app(meeting.fullNamespace(stage))),
  },
  {
    name: 'Pod Security',
    code: 'pod-security',
    says: 'violates PodSecurity "restricted:latest"',
    fix: 'Change the PodTemplate',
    // The oldest way to set it, which is no part of a pod's specification.
    meet: (stage) => {
      const name = 'container.apparmor.security.beta.kubernetes.io/session';
      return meeting.making(stage.appFrom({ annotations: { [name]: 'unconfined' } }));
    },
  },
  {
    name: 'unschedulable',
    code: 'unschedulable',
    says: "1 node(s) didn't match Pod's node affinity/selector",
    fix: 'Choose a smaller size',
    meet: (stage) => {
      const nodeSelector = { 'gamgui.dev/no': 'such-node' };
      return meeting.hurrying(stage.appFrom({ spec: { nodeSelector } }));
    },
  },
  {
    name: 'image missing',
    code: 'image',
    says: 'gamgui.test/nothing:1',
    fix: 'Check the image',
    meet: (stage) => {
      const { name } = stage.namespace();
      return meeting.making(stage.app(name, { env: { K8S_IMAGE: 'gamgui.test/nothing:1' } }));
    },
  },
  {
    name: 'an image without the agent',
    code: 'container',
    says: 'gamgui-agent',
    fix: 'the image',
    meet: (stage) => {
      const { name } = stage.namespace();
      return meeting.making(stage.app(name, { env: { K8S_IMAGE: 'gamgui.test/pause:1' } }));
    },
  },
  {
    name: 'crash at start',
    code: 'crash',
    says: "can't open file '/opt/gamgui/agent/__main__.py'",
    fix: 'a session image of GamGUI',
    // A volume over the agent: Python finds nothing to run.
    meet: (stage) => {
      const volumeMounts = [{ name: 'over', mountPath: '/opt/gamgui/agent' }];
      const spec = { volumes: [{ name: 'over', emptyDir: {} }] };
      return meeting.crashing(stage.appFrom({ spec, container: { volumeMounts } }));
    },
  },
  {
    name: 'all processes of the container killed',
    code: 'restarting',
    says: 'ended with exit code 137, and is started again with its files and its journal',
    fix: 'It comes back by itself',
    meet: meeting.beingKilled,
  },
  {
    name: 'the pod is removed by someone',
    code: 'no-session',
    says: 'removed by someone',
    fix: 'Make a new session',
    meet: (stage) => meeting.entering(stage.app(stage.namespace().name), meeting.removeAll),
  },
  {
    name: 'API server down',
    code: 'reset',
    says: 'was cut',
    fix: 'Try again',
    meet: async (stage) => {
      await meeting.takeDown(stage);
      return meeting.making(stage.app('gamgui'));
    },
  },
  {
    name: 'API server restarted during a session',
    code: 'link-lost',
    says: 'it was ended from the other side (FIN)',
    fix: 'The session goes on',
    meet: (stage) => meeting.beingCutOff(stage, stage.app(stage.namespace().name)),
  },
  {
    name: 'DNS failure',
    code: 'dns',
    says: `the name ${HERE} has no address`,
    fix: 'a VPN',
    meet: (stage) => meeting.making(stage.app('gamgui', { way: { server: `https://${HERE}` } })),
  },
  {
    name: 'wrong CA',
    code: 'certificate',
    says: 'is by an authority that is not trusted',
    fix: 'Name the certificate authority',
    meet: (stage) =>
      meeting.making(stage.app('gamgui', { way: { ca: makeCertificates(['x']).ca } })),
  },
  {
    name: 'proxy refusing',
    code: 'proxy-refused',
    says: 'wants a name and password (407)',
    fix: 'Check HTTPS_PROXY',
    meet: async (stage) => {
      const { proxy } = await stage.google({ login: 'gamgui:secret' });
      const way = { server: 'https://gke-test.europe-west1.gke.goog' };
      return meeting.making(stage.app('gamgui', { way, env: { HTTPS_PROXY: proxy } }));
    },
  },
  {
    name: 'proxy away',
    code: 'proxy-unreachable',
    says: 'the proxy http://127.0.0.1:9 cannot be reached (ECONNREFUSED)',
    fix: 'that the proxy runs',
    meet: (stage) => {
      const way = { server: 'https://gke-test.europe-west1.gke.goog' };
      return meeting.making(
        stage.app('gamgui', { way, env: { HTTPS_PROXY: 'http://127.0.0.1:9' } }),
      );
    },
  },
  {
    name: 'clock skew',
    code: 'clock-skew',
    says: 'is 48 h behind its own',
    fix: 'Set the clock of this computer',
    // Real are the certificate, which the API server finds expired, its answer and the time in that. The clock that is
    // wrong is this process's alone: by it the certificate is still good.
    meet: (stage) => meeting.beingLate(stage),
  },
  {
    name: 'revoked user',
    code: AGAIN,
    says: 'it was revoked or has expired',
    fix: 'Sign in',
    meet: (stage) => meeting.aSignInThatIsOver(stage, (world, user) => world.revoke(user)),
  },
  {
    name: 'invalid_rapt',
    code: AGAIN,
    says: 'your organisation ends sign-ins after a time',
    fix: 'Sign in',
    meet: (stage) => meeting.aSignInThatIsOver(stage, (world, user) => world.reauth.add(user)),
  },
];

describe.skipIf(why !== null)('a person is told', () => {
  const told: { name: string; failure: Failure }[] = [];
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });
  afterAll(() => {
    for (const { name, failure } of told)
      console.info(`${name}: ${failure.code}\n  ${failure.message}\n  → ${failure.fix}`);
  });

  test.each(ROWS)('$name', async ({ name, code, says, fix, meet }) => {
    const failure = await meet(stage).catch((error: unknown) => error);
    if (!(failure instanceof Failure)) throw new Error(`no failure was told: ${failure}`);
    told.push({ name, failure });
    expect(failure).toMatchObject({
      code,
      message: expect.stringContaining(says),
      fix: expect.stringContaining(fix),
    });
  });

  test('of each failure in its own words', () => {
    expect(told).toHaveLength(ROWS.length);
    expect(new Set(told.map(({ failure }) => failure.message)).size).toBe(ROWS.length);
    // The ends of a sign-in are of one kind: both are mended by the next one.
    const codes = told.map(({ failure }) => failure.code).filter((code) => code !== AGAIN);
    expect(new Set(codes).size).toBe(ROWS.length - 2);
  });
});
