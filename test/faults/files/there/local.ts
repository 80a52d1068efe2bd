/** Sessions on this computer: the agent's programs by themselves. Linux and macOS. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost } from '../../../unit/support/agent-host';
import { FILLER } from '../filler';
import { KINDS, type Kind } from '../kinds';
import { noVolumes, Volume } from '../volume';
import type { Sessions, There, Wanted } from './there';

/** What else takes room on a disk: folders, and the pages that files begin. Bytes. */
const ROOM = 2_000_000;

export class LocalSessions implements Sessions {
  readonly kinds = KINDS.local.filter(
    (kind) => noVolumes === null || !kind.startsWith('disk-full'),
  );
  readonly missing = noVolumes === null ? null : `disk-full: ${noVolumes}`;

  async begin(wanted: Wanted): Promise<There> {
    return new LocalThere(wanted);
  }

  restartServer(): void {
    throw new Error('There is no API server.');
  }

  async close(): Promise<void> {}
}

class LocalThere implements There {
  readonly limit: number;
  readonly #host = new TestHost();
  readonly #volume: Volume | null;
  readonly connect = this.#host.connect;

  constructor({ kind, total }: { kind: Kind; total: number }) {
    mkdirSync(this.work);
    const isLimited = kind === 'disk-full-there';
    this.limit = isLimited ? 2 * total + ROOM : 0;
    this.#volume = isLimited ? new Volume(this.work, this.limit) : null;
    const limits = { idleMs: 0, lifeMs: 0, diskBytes: this.limit };
    const tenant = { id: 'own', kind: 'gam' };
    const config = { session: 's1abc', name: 'faults', tenant, limits };
    writeFileSync(join(this.#host.folder, 'config.json'), JSON.stringify(config));
  }

  get work(): string {
    return this.#host.work;
  }

  cut(): void {
    this.#host.cut();
  }

  fillUp = (): void => {
    const piece = Buffer.alloc(262_144);
    try {
      for (;;) appendFileSync(join(this.work, FILLER), piece);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  };

  evict(): void {
    throw new Error('Nobody ends a session of this computer.');
  }

  async end(): Promise<void> {
    await this.#host.end().catch(() => {});
    this.#volume?.end();
    rmSync(this.#host.folder, { recursive: true, force: true });
  }
}
