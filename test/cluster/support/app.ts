/** The app without windows on the test cluster, composed as it always is, with a profile of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig, type User } from '@kubernetes/client-node';
import type { Backend } from '../../../main/backends/backend';
import { type Core, type Desktop, makeCore } from '../../../main/core';
import type { SessionRequest } from '../../../main/sessions/making';
import { DEMO } from '../../../main/tenants/tenants';
import { noDesktop } from '../../unit/support/desktop';
import { kubeconfigFile, sessionImage } from './cluster';

/** What is otherwise than on the administrator's way. */
export interface OtherWay {
  /** Whom the administrator stands in for. */
  readonly user?: string;
  /** What proves who asks, instead of the administrator's own. */
  readonly proof?: Pick<User, 'token'> | Pick<User, 'certData' | 'keyData'>;
  readonly server?: string;
  /** The authority that is trusted, PEM. */
  readonly ca?: string;
}

/** What is otherwise than usual. */
export interface AppParts {
  readonly way?: OtherWay;
  /** Saved settings. */
  readonly settings?: object;
  /** Added to its environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly desktop?: Partial<Desktop>;
}

/** The app, and what a test needs of it. */
export interface App {
  readonly core: Core;
  readonly kubernetes: Backend;
  readonly profile: string;
  /** What it was started with. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

const CONTEXT = 'test';

/** A session of the demo domain. */
export const REQUEST: SessionRequest = {
  tenant: DEMO,
  backend: 'kubernetes',
  size: 'standard',
  lifeMs: null,
  idleMs: null,
};

/** A kubeconfig that leads to the test cluster. */
function kubeconfig({ user, proof, ca, server }: OtherWay): string {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigFile());
  const [own, cluster] = [config.getCurrentUser(), config.getCurrentCluster()];
  if (own === null || cluster === null) throw new Error('the kubeconfig has no context');
  const who = proof === undefined ? own : { name: own.name, ...proof };
  config.loadFromOptions({
    users: [{ ...who, ...(user !== undefined && { impersonateUser: user }) }],
    clusters: [
      {
        ...cluster,
        ...(server !== undefined && { server }),
        ...(ca !== undefined && { caData: Buffer.from(ca).toString('base64') }),
      },
    ],
    contexts: [{ name: CONTEXT, cluster: cluster.name, user: own.name }],
    currentContext: CONTEXT,
  });
  return config.exportConfig();
}

/** Starts one that makes its sessions in a namespace. */
export function startApp(namespace: string, parts: AppParts = {}): App {
  const profile = mkdtempSync(join(tmpdir(), 'gamgui-profile-'));
  const file = join(profile, 'kubeconfig');
  writeFileSync(file, kubeconfig(parts.way ?? {}), { mode: 0o600 });
  if (parts.settings !== undefined)
    writeFileSync(join(profile, 'settings.json'), JSON.stringify(parts.settings));
  const env = {
    // Nothing of the person's who runs it.
    HOME: profile,
    KUBECONFIG: file,
    K8S_CONTEXT: CONTEXT,
    K8S_NAMESPACE: namespace,
    K8S_IMAGE: sessionImage ?? '',
    ...parts.env,
  };
  const desktop = { ...noDesktop, ...parts.desktop };
  const core = makeCore({ profile, agent: '', version: 'test', env, desktop });
  return {
    core,
    kubernetes: core.sessions.backend('kubernetes'),
    profile,
    env,
    async close() {
      await core.sessions.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
