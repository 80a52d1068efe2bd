/** What sessions there are: the records say what is meant to be, the places say what is. */
import type { AppError, BackendKind, SessionId } from '../../preload/contract';
import type { Backend, Found, SessionSpec } from '../backends/backend';
import { needsSignIn, toAppError } from '../failure';
import type { Loss } from './link/reasons';
import type { Records, SessionRecord } from './records';
import { BEGINNING, RUNNING, reduce, type SessionModel } from './session-state';

/** A session as it was found. */
interface Seen {
  readonly spec: SessionSpec;
  readonly backend: Backend;
  readonly model: SessionModel;
}

/** All that was found. A place that could not be asked is not complete: nothing may be concluded from what it lacks. */
export interface AllSeen {
  readonly sessions: ReadonlyMap<SessionId, Seen>;
  readonly isComplete: (kind: BackendKind) => boolean;
}

/** What a place has, by id, and why there may be more. */
type Had = { readonly found: ReadonlyMap<SessionId, Found>; readonly error: AppError | null };

function modelOfFound(found: Found): SessionModel {
  if (found.state === 'running') return RUNNING;
  const { expected, reason, at } = found;
  return reduce(RUNNING, { type: 'ended', expected, reason, at });
}

function lossOf(error: AppError): Loss {
  return { reason: error.message, nextTryAt: null, signIn: needsSignIn(error) };
}

/** How a session that was made and should be there stands. */
function modelOfCreated(record: SessionRecord, listing: Had): SessionModel {
  const found = listing.found.get(record.spec.id);
  if (found !== undefined) return { ...modelOfFound(found), opened: record.opened };
  if (listing.error !== null) return reduce(RUNNING, { type: 'lost', ...lossOf(listing.error) });
  const reason = 'It is gone: something other than GamGUI removed it.';
  return reduce(RUNNING, { type: 'ended', expected: false, reason, at: record.since });
}

function modelOf(record: SessionRecord, listing: Had): SessionModel {
  switch (record.intent) {
    case 'create':
      return BEGINNING;
    case 'created':
      return modelOfCreated(record, listing);
    case 'failed':
      return record.error === null
        ? BEGINNING
        : reduce(BEGINNING, { type: 'not-created', error: record.error });
    case 'cancelled':
    case 'end':
      return { ...RUNNING, phase: { kind: 'ending', since: record.since, tries: record.tries } };
  }
}

async function ask(backend: Backend, report: (words: string) => void): Promise<Had> {
  const { found, error } = await backend
    .list()
    .catch((thrown: unknown) => ({ found: [], error: toAppError(thrown) }));
  if (error !== null)
    report(`the sessions of ${backend.title} cannot all be listed: ${error.message}`);
  return {
    found: new Map(found.map((one) => [one.id, one])),
    error,
  };
}

/** Reads the records, asks the places, and puts both together. A place that cannot be asked is reported. */
export async function reconcile(
  records: Records,
  backends: readonly Backend[],
  report: (words: string) => void,
): Promise<AllSeen> {
  const sessions = new Map<SessionId, Seen>();
  const failed = new Set<BackendKind>();
  // The records first: what is made between the two readings is then listed, and what is ended is not.
  const all = records.list();
  for (const backend of backends) {
    const listing = await ask(backend, report);
    if (listing.error !== null) failed.add(backend.kind);
    for (const found of listing.found.values())
      sessions.set(found.id, { spec: found.spec, backend, model: modelOfFound(found) });
    for (const record of all.filter((one) => one.backend === backend.kind))
      sessions.set(record.spec.id, {
        spec: record.spec,
        backend,
        model: modelOf(record, listing),
      });
  }
  return { sessions, isComplete: (kind) => !failed.has(kind) };
}
