/** A session of this computer: its connections are pipes, which are struck in this process (line.ts). */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AgentProgram, Exec } from '../../../main/backends/backend';
import { TestHost } from '../../unit/support/agent-host';
import type { Kind } from './kinds';
import type { Place, Struck } from './place';
import type { Plan } from './plan';
import type { Stage } from './stage';

const LOAD = fileURLToPath(new URL('./load.py', import.meta.url));
/** What is on its way when a connection is struck, in both directions: at most so much more comes through. bytes */
const MORE = 90_000;

export class LocalPlace implements Place {
  readonly kinds = new Set<Kind>([
    'cut',
    'reset',
    'black-hole',
    'attach',
    'app',
    'renderer',
    'host',
  ]);
  readonly #host: TestHost;
  #isAway = false;

  private constructor(host: TestHost) {
    this.#host = host;
  }

  static async start(): Promise<LocalPlace> {
    return new LocalPlace(await TestHost.start());
  }

  connect = async (program: AgentProgram): Promise<Exec> => {
    if (this.#isAway) throw new Error('connect ECONNREFUSED');
    return this.#host.connect(program);
  };

  load(first: number): string {
    return `exec python3 -I '${LOAD}' '${join(this.#host.folder, 'given')}' ${first}`;
  }

  async prepare(): Promise<void> {}

  async strike(plan: Plan, stage: Stage): Promise<Struck> {
    const { kind, lasts } = plan;
    if (kind === 'renderer') return { kind, by: await stage.killRenderer() };
    const lost = kind === 'app' ? null : stage.lost();
    this.#isAway = true;
    try {
      await Promise.all([lost, this.#do(plan, stage), pause(lasts)]);
    } finally {
      this.#isAway = false;
    }
    return { kind, by: 'the link was lost' };
  }

  end(): Promise<void> {
    return this.#host.end();
  }

  async #do({ kind, chance }: Plan, stage: Stage): Promise<void> {
    // Wherever in a frame that is.
    const after = chance.between(0, 3) * chance.between(0, MORE);
    if (kind === 'cut') stage.meddler.strike('cuts', after);
    if (kind === 'reset') stage.meddler.strike('resets', after);
    if (kind === 'black-hole') stage.meddler.strike('stalls', after);
    if (kind === 'attach') this.#host.cut();
    if (kind === 'host') await this.#host.crash();
    if (kind === 'app') await stage.killApp();
  }
}
