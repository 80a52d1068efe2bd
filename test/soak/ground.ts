/** A session that windows attach to, and what takes part in it. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Core, makeCore } from '../../main/core';
import type { Parts } from '../../main/sessions/link/connect';
import { DEMO } from '../../main/tenants/tenants';
import type { BackendKind, SessionId } from '../../preload/contract';
import { notOurs } from '../cluster/support/api-server-process';
import { startApp } from '../cluster/support/app';
import { kubeconfigFile, kubectl, missing } from '../cluster/support/cluster';
import { processesOf } from '../cluster/support/container-processes';
import { testNamespace } from '../cluster/support/namespace';
import { noDesktop } from '../unit/support/desktop';
import { ownHome } from '../unit/support/own-home.mjs';
import { pidsWhere } from './gauge';

export interface Ground {
  readonly parts: Parts;
  /** Processes: of the agent in the session, and of the place. */
  session(): number[];
  place(): number[];
  /** Bytes of the session's journal. */
  journal(): number;
  end(): Promise<void>;
}

const AGENT = join(import.meta.dirname, '../../agent');

/** Makes a session on this computer. */
export async function localGround(): Promise<Ground> {
  const profile = mkdtempSync(join(tmpdir(), 'gamgui-soak-'));
  const env = { ...process.env, ...ownHome(profile) };
  const parts = { profile, agent: AGENT, version: 'soak', env, desktop: noDesktop };
  const core = makeCore(parts);
  const id = await make(core, 'local');
  const folder = join(profile, 'sessions', id);
  return {
    parts: core.sessions.connection(id),
    session: () => pidsWhere((words) => words.includes(folder)),
    place: () => [],
    journal: () => sizeOf(join(folder, 'state', 'journal')),
    async end() {
      await core.sessions.end(id);
      await core.sessions.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Makes a session in this machine's own cluster. @throws where there is none */
export async function clusterGround(): Promise<Ground> {
  const why = missing ?? notOurs;
  if (why !== null) throw new Error(why);
  const namespace = testNamespace();
  const app = startApp(namespace.name);
  const end = async () => {
    await app.close();
    namespace.remove();
  };
  try {
    const id = await make(app.core, 'kubernetes');
    const pod = await namespace.client.getPod(`gamgui-${id}`);
    const { uid = '' } = pod?.metadata ?? {};
    const journal = ['sh', '-c', 'cat /session/s/state/journal/* | wc -c'];
    return {
      parts: app.core.sessions.connection(id),
      session: () => processesOf(uid),
      place: placeOf,
      journal: () =>
        Number(kubectl(['-n', namespace.name, 'exec', `gamgui-${id}`, '--', ...journal])),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function make({ sessions }: Core, backend: BackendKind): Promise<SessionId> {
  const life = { lifeMs: null, idleMs: null };
  const { id, done } = sessions.create({ tenant: DEMO, backend, size: 'standard', ...life });
  await done;
  return id;
}

/** The API server, the kubelet and containerd, told from another cluster's by the folder that their words name. */
function placeOf(): number[] {
  const folder = dirname(kubeconfigFile());
  return pidsWhere(
    (words) =>
      words.slice(0, 2).some((word) => /(?:^|\/)(?:apiserver|kubelet|containerd)$/.test(word)) &&
      words.some((word) => word.includes(folder)),
  );
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
