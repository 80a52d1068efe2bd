/** A session in this machine's own cluster, which the app reaches through toxiproxy. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AgentProgram, Exec } from '../../../main/backends/backend';
import type { Connect } from '../../../main/sessions/link/connect';
import { STEADY_MS } from '../../../main/sessions/link/link-state';
import { kill as killApiServer, notOurs } from '../../cluster/support/api-server-process';
import { type App, REQUEST, startApp } from '../../cluster/support/app';
import { access, kubectl, missing } from '../../cluster/support/cluster';
import { killAll, killProgram, throttle } from '../../cluster/support/container-processes';
import { type TestNamespace, testNamespace } from '../../cluster/support/namespace';
import { DISTURBANCES, LINGER, mostWhileSlow } from './disturbances';
import { CUTS, type Kind } from './kinds';
import type { Place, Struck } from './place';
import type { Plan } from './plan';
import type { Stage } from './stage';
import { type Toxic, Toxiproxy } from './toxiproxy';

const LOAD = join(import.meta.dirname, 'load.py');
/** In the pod: what outlives its container. */
const [LOAD_THERE, GIVEN] = ['/session/load.py', '/session/given'];
/** What a throttled pod has of a CPU. */
const FEW_CPU = 0.05;

interface Parts {
  readonly namespace: TestNamespace;
  readonly proxy: Toxiproxy;
  readonly app: App;
  readonly connect: Connect;
  readonly uid: string;
}

export class ClusterPlace implements Place {
  readonly kinds = new Set<Kind>([
    ...CUTS,
    ...(['attach', 'app', 'renderer', 'api-server', 'container', 'throttle'] as const),
  ]);
  readonly #parts: Parts;
  /** How the last connection ended. */
  #fate = '';

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws where there is no cluster, or it is not this machine's own */
  static async start(): Promise<ClusterPlace> {
    const why = missing ?? notOurs;
    if (why !== null) throw new Error(why);
    const { host } = new URL(access().kubeConfig.getCurrentCluster()?.server ?? '');
    const proxy = await Toxiproxy.start(host);
    const namespace = testNamespace();
    const app = startApp(namespace.name, { way: { server: `https://127.0.0.1:${proxy.port}` } });
    try {
      const { id, done } = app.core.sessions.create(REQUEST);
      await done;
      const pod = `gamgui-${id}`;
      const write = ['sh', '-c', `cat > ${LOAD_THERE}`];
      kubectl(
        ['-n', namespace.name, 'exec', '-i', pod, '--', ...write],
        readFileSync(LOAD, 'utf8'),
      );
      const { uid = '' } = (await namespace.client.getPod(pod))?.metadata ?? {};
      const { connect } = app.core.sessions.connection(id);
      return new ClusterPlace({ namespace, proxy, app, connect, uid });
    } catch (error) {
      await end({ namespace, proxy, app });
      throw error;
    }
  }

  connect = async (program: AgentProgram): Promise<Exec> => {
    const exec = await this.#parts.connect(program);
    exec.exit.catch((error: unknown) => {
      this.#fate = error instanceof Error ? error.message : String(error);
    });
    return exec;
  };

  load(first: number): string {
    return `exec python3 -I ${LOAD_THERE} ${GIVEN} ${first}`;
  }

  async prepare(kind: Kind, stage: Stage): Promise<void> {
    if (kind !== 'reset') return;
    const { proxy } = this.#parts;
    await proxy.add(LINGER);
    await Promise.all([stage.lost(), proxy.enable(false)]);
    await proxy.enable(true);
    await stage.live();
    // This loss is no part of the one that is measured.
    await pause(STEADY_MS);
  }

  async strike(plan: Plan, stage: Stage): Promise<Struck | null> {
    const by = await this.#strike(plan, stage);
    if (by === null) return null;
    // Once in some dozens toxiproxy ends the connection in order before it resets it.
    return { kind: plan.kind === 'reset' && by !== 'RST' ? 'cut' : plan.kind, by };
  }

  async end(): Promise<void> {
    await end(this.#parts);
  }

  /** What shows that it happened, or null. */
  async #strike(plan: Plan, stage: Stage): Promise<string | null> {
    const { kind, lasts } = plan;
    switch (kind) {
      case 'cut':
      case 'reset':
        return this.#cut(stage, lasts);
      case 'slow':
        return this.#disturb(
          DISTURBANCES.slow,
          stage,
          lasts,
          (bytes) => bytes < mostWhileSlow(lasts),
        );
      case 'slicing':
        return this.#disturb(DISTURBANCES.slicing, stage, lasts, (bytes) => bytes > 0);
      case 'stall':
        return this.#disturb(DISTURBANCES.stall, stage, lasts, (bytes) => bytes === 0);
      case 'black-hole':
        return this.#blackHole(stage);
      case 'attach':
        return this.#lose(stage, async () => killProgram(this.#parts.uid, 'attach') > 0);
      case 'api-server':
        return this.#lose(stage, async () => {
          await killApiServer('SIGKILL');
          return true;
        });
      case 'container':
        return this.#lose(stage, async () => (await killAll(this.#parts.uid)) > 0);
      case 'throttle':
        return this.#throttle(lasts);
      case 'app':
        await stage.killApp();
        await pause(lasts);
        return 'it was killed';
      case 'renderer':
        return stage.killRenderer();
      case 'host':
        return null;
    }
  }

  async #cut(stage: Stage, lasts: number): Promise<string | null> {
    const { proxy } = this.#parts;
    this.#fate = '';
    await Promise.all([stage.lost(), pause(lasts), proxy.enable(false)]);
    // Where bytes are under way that nobody reads any more, the end is told in either way, or by the next write.
    const [happened = null] = /FIN|RST|EPIPE/.exec(this.#fate) ?? [];
    if ((await proxy.inForce()).length > 0) await proxy.remove(LINGER);
    await proxy.enable(true);
    return happened;
  }

  /** `shows`: whether the bytes of the second half of it can only be so many if it happened. */
  async #disturb(
    toxics: readonly Toxic[],
    { witness }: Stage,
    lasts: number,
    shows: (bytes: number) => boolean,
  ): Promise<string | null> {
    const { proxy } = this.#parts;
    for (const toxic of toxics) await proxy.add(toxic);
    // What was on its way still comes.
    await pause(lasts / 2);
    const before = witness.next;
    await pause(lasts / 2);
    const bytes = witness.next - before;
    const { length } = await proxy.inForce();
    for (const toxic of toxics) await proxy.remove(toxic);
    if (length < toxics.length || !shows(bytes)) return null;
    return `${bytes} bytes came in ${Math.round(lasts / 2)} ms`;
  }

  async #blackHole(stage: Stage): Promise<string | null> {
    const { proxy } = this.#parts;
    const began = Date.now();
    const toxics = DISTURBANCES['black-hole'];
    await Promise.all([stage.lost(), ...toxics.map((toxic) => proxy.add(toxic))]);
    for (const toxic of toxics) await proxy.remove(toxic);
    return `noticed after ${Math.round((Date.now() - began) / 1000)} s`;
  }

  async #lose(stage: Stage, strike: () => Promise<boolean>): Promise<string | null> {
    const [, happened] = await Promise.all([stage.lost(), strike()]);
    return happened ? 'the link was lost' : null;
  }

  async #throttle(lasts: number): Promise<string | null> {
    const release = throttle(this.#parts.uid, FEW_CPU);
    await pause(lasts);
    const times = release();
    return times > 0 ? `held back ${times} times` : null;
  }
}

async function end({ app, namespace, proxy }: Pick<Parts, 'app' | 'namespace' | 'proxy'>) {
  await app.close();
  namespace.remove();
  await proxy.end();
}
