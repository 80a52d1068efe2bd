/** The transfers of one session that are under way: they share a connection, and have a few places. */
import { Failure } from '../../../failure';
import type { Parts } from '../../link/connect';
import { FilesClient } from '../files-client';
import { fetch } from '../moves/fetching';
import type { LocalFiles } from '../moves/local-files';
import { isFailure } from '../moves/mover';
import type { Run, Target } from '../moves/run';
import { send } from '../moves/sending';
import { Tally } from '../moves/tally';
import { isRunning } from './model';
import type { Queued } from './queued';

/** Small files share bundles; of larger ones a few at a time are as quick as many, and each is done sooner. */
const SMALL = 65_536;
const LARGE_AT_ONCE = 4;
const FETCHED_AT_ONCE = 16;
const SMALL_AT_ONCE = 64;

export class Lane {
  readonly #connection: () => Parts;
  readonly #files: LocalFiles;
  readonly #running = new Map<Queued, Promise<void>>();
  #client: FilesClient | null = null;

  /** `connection` @throws Failure: there is no such session any more */
  constructor(connection: () => Parts, files: LocalFiles) {
    this.#connection = connection;
    this.#files = files;
  }

  /** Whether there is a place for it. */
  hasPlace(transfer: Queued): boolean {
    const taken = [...this.#running.keys()].reduce((sum, other) => sum + placeOf(other), 0);
    return taken === 0 || taken + placeOf(transfer) <= 1;
  }

  /** Resolves when it is over, or stands still. */
  start(transfer: Queued): Promise<void> {
    transfer.apply({ type: 'start' });
    const running = this.#run(transfer).finally(() => this.#running.delete(transfer));
    this.#running.set(transfer, running);
    return running;
  }

  /** Resolves when it does not run any more. */
  async over(transfer: Queued): Promise<void> {
    await this.#running.get(transfer);
  }

  /** Removes what may be left of a transfer that does not run. Never throws. */
  async tidy({ record }: Queued): Promise<void> {
    for (const { local, remote } of record.left) {
      const [here, there] = [Buffer.from(local, 'base64'), Buffer.from(remote, 'base64')];
      try {
        const client = this.#reach();
        if (record.direction === 'send') await client.discardPut(here, there);
        else await client.discardGet(there, here.toString(), record.id);
      } catch {
        // The session is gone; here, part files nobody comes back to are removed after a day.
      }
    }
  }

  /** Tries to connect at once. */
  retry(): void {
    this.#client?.retry();
  }

  /** Lets go of the connection, which costs both ends something, if nothing runs. */
  async rest(): Promise<void> {
    if (this.#running.size === 0) await this.close();
  }

  /** Lets go of the connection; what runs stands still, and goes on when it is started again. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    for (const transfer of this.#running.keys()) transfer.leave();
    await client?.close();
    await Promise.allSettled(this.#running.values());
  }

  async #run(transfer: Queued): Promise<void> {
    try {
      await this.#move(transfer);
      transfer.done();
    } catch (why) {
      if (transfer.signal.aborted || isFailure(why, 'closed')) return;
      if (why instanceof Failure && why.code === 'unreachable') transfer.stuck(why);
      else transfer.failed(why, !isFailure(why, 'session-ended', 'no-session'));
    }
  }

  #move(transfer: Queued): Promise<void> {
    const { record, signal } = transfer;
    const run: Run = {
      client: this.#reach(),
      owner: record.id,
      forSpreadsheet: record.direction === 'fetch' && record.forSpreadsheet,
      signal,
      tally: new Tally((amount) => transfer.apply({ type: 'amount', amount })),
      done: transfer.doneFiles,
      ask: (clash) => transfer.ask(clash),
      note: (note) => transfer.apply({ type: 'note', note }),
      found: (what) => transfer.keep({ what }),
      skipped: () => transfer.apply({ type: 'skipped' }),
      left: (file, isLeft) => transfer.keepLeft(file, isLeft),
    };
    const { walk, names } = this.#files;
    if (record.direction === 'send') {
      const what = { local: record.local, to: Buffer.from(record.to, 'base64') };
      return send(what, walk, sendTarget(transfer), run);
    }
    const what = { remote: Buffer.from(record.remote, 'base64'), to: record.to };
    return fetch(what, names, fetchTarget(transfer), run);
  }

  #reach(): FilesClient {
    this.#client ??= new FilesClient(this.#connection(), (news) => {
      for (const transfer of this.#running.keys()) transfer.link(news);
    });
    return this.#client;
  }
}

/** The part of a lane that it takes. One that asks holds nobody up. */
function placeOf({ record, model }: Queued): number {
  if (isRunning(model) && model.phase.kind === 'asking') return 0;
  if (record.what === 'folder') return 1 / LARGE_AT_ONCE;
  if (record.direction === 'fetch') return 1 / FETCHED_AT_ONCE;
  return record.size !== null && record.size < SMALL ? 1 / SMALL_AT_ONCE : 1 / LARGE_AT_ONCE;
}

function sendTarget(transfer: Queued): Target<Uint8Array> {
  return {
    get target() {
      const { target } = transfer.record;
      return target === null ? null : Buffer.from(target, 'base64');
    },
    get replace() {
      return transfer.record.replace;
    },
    keep: (target, replace) => transfer.keepTarget(Buffer.from(target).toString('base64'), replace),
  };
}

function fetchTarget(transfer: Queued): Target<string> {
  return {
    get target() {
      return transfer.record.target;
    },
    get replace() {
      return transfer.record.replace;
    },
    keep: (target, replace) => transfer.keepTarget(target, replace),
  };
}
