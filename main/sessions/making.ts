/** Makes a session, with its intent on disk before anything is asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendKind, KeptTenant, SessionId, SessionSize } from '../../preload/contract';
import type { Progress, SessionSpec } from '../backends/backend';
import { Failure, toAppError } from '../failure';
import { newSessionId } from './id';
import { type Records, recordOf } from './records';
import type { ManagedSession } from './session';
import type { Writer } from './writer';

/** What a session is asked for. */
export interface SessionRequest {
  readonly tenant: KeptTenant;
  readonly backend: BackendKind;
  readonly size: SessionSize;
  /** ms, or null: until it is ended. */
  readonly lifeMs: number | null;
  /** ms, or null: for ever. */
  readonly idleMs: number | null;
  readonly name?: string | undefined;
  /** Made by `run`. */
  readonly oneShot?: boolean;
}

/** What it needs beside the session. */
export interface MakingParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly report: (words: string) => void;
  /** As the manager's. */
  readonly makeRoom?: (() => Promise<boolean>) | undefined;
}

/** The specification of a new session `at` somewhere in its place, with an id that is not taken. */
export function specify(
  request: SessionRequest,
  at: string | null,
  isTaken: (id: SessionId) => boolean,
): SessionSpec {
  const { tenant, size, lifeMs, idleMs, name, oneShot = false } = request;
  const id = newSessionId(isTaken);
  const createdAt = Date.now();
  return { id, name: name || id, tenant, size, lifeMs, idleMs, oneShot, createdAt, at };
}

/** A session that could not be made stays in the list, with the reason; nothing else of it stays. */
async function keepFailure(session: ManagedSession, thrown: unknown, parts: MakingParts) {
  const error = toAppError(thrown);
  await session.backend.remove(session.id).catch((why) => parts.report(toAppError(why).message));
  session.apply({ type: 'not-created', error });
  parts.records.write({ ...recordOf(session, 'failed'), error });
}

/** What was given back is free for the cluster's quota a moment later. ms */
const FREED_MS = [0, 500, 1500, 3000];

/** Makes it; where a quota refuses, spares give way to it. */
async function createOrMakeRoom(
  { backend, spec }: ManagedSession,
  progress: (step: Progress) => void,
  signal: AbortSignal,
  makeRoom: MakingParts['makeRoom'],
): Promise<void> {
  const create = () => refusedByQuota(backend.create(spec, progress, signal));
  let refused = await create();
  if (refused === null) return;
  if (!(await makeRoom?.())) throw refused;
  for (const pause of FREED_MS) {
    await sleep(pause, undefined, { signal });
    refused = await create();
    if (refused === null) return;
  }
  throw refused;
}

/** A quota's refusal, or null: it was made. @throws Failure for any other reason */
async function refusedByQuota(made: Promise<void>): Promise<Failure | null> {
  try {
    await made;
    return null;
  } catch (error) {
    if (error instanceof Failure && error.code === 'quota') return error;
    throw error;
  }
}

/**
 * Makes it and resolves when it can be used. After an abort whoever gave it up removes what there is.
 * @throws Failure with the reason, also `cancelled`
 */
export async function make(
  session: ManagedSession,
  signal: AbortSignal,
  parts: MakingParts,
): Promise<void> {
  const { records, writer } = parts;
  const progress = (step: Progress) => session.apply({ type: 'progress', progress: step });
  try {
    records.write({ ...recordOf(session, 'create'), writer: await writer.address() });
    await createOrMakeRoom(session, progress, signal, parts.makeRoom);
    signal.throwIfAborted();
    records.write(recordOf(session, 'created'));
    session.apply({ type: 'created' });
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', 'It was given up.');
    await keepFailure(session, error, parts);
    throw error;
  }
}
