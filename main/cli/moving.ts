/** Files and folders between the caller's computer and a session, without anybody to be asked. */
import { realpath } from 'node:fs/promises';
import type { SessionId } from '../../preload/contract';
import { Failure } from '../failure';
import { FilesClient, pathOf } from '../sessions/transfers/files-client';
import { fetch } from '../sessions/transfers/moves/fetching';
import { localFiles } from '../sessions/transfers/moves/local-files';
import { below } from '../sessions/transfers/moves/names';
import type { Run, Target } from '../sessions/transfers/moves/run';
import { send } from '../sessions/transfers/moves/sending';
import { Tally } from '../sessions/transfers/moves/tally';
import type { CliContext } from './cli';
import type { Target as LocalTarget, Source } from './local-files';

/** How they are moved. */
export interface MovingOptions {
  /** Whether what is there may be replaced; of a folder, file by file. */
  readonly replace: boolean;
  readonly signal: AbortSignal;
}

/** Sends files and folders into the folder `to` of the session. @throws Failure of the first that cannot be sent */
export async function sendAll(
  id: SessionId,
  sources: readonly Source[],
  { to, ...options }: MovingOptions & { readonly to: string },
  { sessions, notes }: CliContext,
): Promise<void> {
  if (sources.length === 0) return;
  const client = new FilesClient(sessions.connection(id));
  await together(client, options, sources, async ({ path, name, isFolder }, run) => {
    notes.step(`sending ${name}`);
    const target = below(pathOf(to), pathOf(name));
    if (!isFolder) await client.put(path, target, { ...options, signal: run.signal });
    else {
      // A link that was named is meant; those in the folder are left out.
      const what = { local: await realpath(path), to: pathOf(to) };
      await send(what, localFiles.walk, fixed(target, options.replace), {
        ...run,
        note: (sentence) => notes.line(sentence),
      });
    }
  });
}

/** Fetches files and folders to where the caller said. @throws Failure of the first that cannot be fetched */
export async function fetchAll(
  id: SessionId,
  targets: readonly LocalTarget[],
  options: MovingOptions,
  { sessions, notes }: CliContext,
): Promise<void> {
  const client = new FilesClient(sessions.connection(id));
  await together(client, options, targets, async ({ remote, path, folder }, run) => {
    notes.step(`fetching ${remote}`);
    const what = { remote: pathOf(remote), to: folder };
    await fetch(what, localFiles.names, fixed(path, options.replace), {
      ...run,
      note: (sentence) => notes.line(sentence),
    });
  });
}

/** Does it for all, several at a time; the first failure stops the others, of which nothing half is left but where the disk is full. */
async function together<T>(
  client: FilesClient,
  { signal }: MovingOptions,
  all: readonly T[],
  move: (one: T, run: Omit<Run, 'note'>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const run = runOf(client, AbortSignal.any([signal, stop.signal]));
  try {
    const moving = all.map(async (one) => {
      await move(one, run).catch((why: unknown) => {
        stop.abort(why);
        throw why;
      });
    });
    const outcomes = await Promise.allSettled(moving);
    stop.signal.throwIfAborted();
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  } finally {
    await client.close();
  }
}

function runOf(client: FilesClient, signal: AbortSignal): Omit<Run, 'note'> {
  return {
    client,
    owner: null,
    signal,
    tally: new Tally(() => {}),
    done: { has: () => false, add: () => {} },
    ask: async ({ name, there }) => {
      const fix = there === 'other' ? undefined : 'Use --replace, or --to another folder.';
      throw new Failure('exists', `There is a ${there} called “${name}” already.`, fix);
    },
    found: () => {},
    skipped: () => {},
    left: () => {},
  };
}

/** The caller has chosen it. */
function fixed<P>(target: P, replace: boolean): Target<P> {
  return { target, replace, keep: () => {} };
}
