/** What sessions there are: the records say what is meant to be, the places say what is. */
import type { AppError, BackendKind, Job, Restart, SessionId } from '../../preload/contract';
import type { Backend, Found, Runs, SessionSpec } from '../backends/backend';
import { needsSignIn, toAppError } from '../failure';
import { endBy } from './end-words';
import type { Loss } from './link/reasons';
import type { Records, SessionRecord } from './records';
import { BEGINNING, RUNNING, reduce, type SessionModel } from './session-state';

/** A session as it was found. */
export interface Seen {
  readonly spec: SessionSpec;
  readonly backend: Backend;
  readonly model: SessionModel;
  readonly runs?: Runs | undefined;
  readonly restart?: Restart | undefined;
  /** Of one that has ended, what was kept of its jobs. */
  readonly jobs?: readonly Job[] | undefined;
}

/** What is looked through. */
interface Sources {
  readonly records: Records;
  readonly backends: readonly Backend[];
  /** What is known already to have ended needs no question whether it is there. */
  readonly isOver: (id: SessionId) => boolean;
  readonly report: (words: string) => void;
}

/** All that was found. A place that could not be asked is not complete: nothing may be concluded from what it lacks. */
export interface AllSeen {
  readonly sessions: ReadonlyMap<SessionId, Seen>;
  readonly isComplete: (kind: BackendKind) => boolean;
}

/** What a place has, by id, and why there may be more. */
interface Had {
  readonly found: Map<SessionId, Found>;
  /** Of which sessions it cannot be told whether they are there, and why. */
  readonly unknown: Map<SessionId, AppError>;
  readonly error: AppError | null;
}

function modelOfFound(found: Found): SessionModel {
  if (found.state === 'running') return RUNNING;
  return reduce(RUNNING, { ...found.end, type: 'ended', at: found.at });
}

/** Places are asked again and again: the time of the next try is always near. */
function lossOf(error: AppError): Loss {
  return { reason: error.message, nextTryAt: 0, signIn: needsSignIn(error), offline: false };
}

/** How a session that was made and should be there stands. */
function modelOfCreated(record: SessionRecord, listing: Had): SessionModel {
  const { id } = record.spec;
  const { opened } = record;
  const found = listing.found.get(id);
  if (found !== undefined) return { ...modelOfFound(found), opened };
  const unknown = listing.unknown.get(id) ?? listing.error;
  if (unknown !== null) return { ...RUNNING, opened, lost: lossOf(unknown) };
  const { at, ...end } = record.end ?? { ...endBy('removed'), at: record.since };
  return reduce(RUNNING, { ...end, type: 'ended', at });
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
    case 'spare':
    case 'end':
      return { ...RUNNING, phase: { kind: 'ending', since: record.since, tries: record.tries } };
  }
}

async function ask(backend: Backend, report: Sources['report']): Promise<Had> {
  const { found, error } = await backend
    .list()
    .catch((thrown: unknown) => ({ found: [], error: toAppError(thrown) }));
  if (error !== null)
    report(`the sessions of ${backend.title} cannot all be listed: ${error.message}`);
  return {
    found: new Map(found.map((one) => [one.id, one])),
    unknown: new Map(),
    error,
  };
}

/** Questions to a place at the same time. */
const AT_ONCE = 20;

/** Asks for what was made and is not listed: a list may be older than the record. */
async function addMissing(
  listing: Had,
  records: readonly SessionRecord[],
  backend: Backend,
  isOver: Sources['isOver'],
): Promise<void> {
  const look = async (id: SessionId) => {
    try {
      const found = await backend.find(id);
      if (found !== null) listing.found.set(id, found);
    } catch (error) {
      listing.unknown.set(id, toAppError(error));
    }
  };
  if (listing.error !== null) return;
  const missing = records
    .filter(({ intent, spec: { id } }) => intent === 'created' && !listing.found.has(id))
    .map(({ spec }) => spec.id)
    .filter((id) => !isOver(id));
  for (let from = 0; from < missing.length; from += AT_ONCE)
    await Promise.all(missing.slice(from, from + AT_ONCE).map(look));
}

async function lookAt(
  backend: Backend,
  records: readonly SessionRecord[],
  { isOver, report }: Sources,
): Promise<Had> {
  const listing = await ask(backend, report);
  await addMissing(listing, records, backend, isOver);
  return listing;
}

/** What one place has, and what the records say of it. */
function together(backend: Backend, records: readonly SessionRecord[], listing: Had): Seen[] {
  const recorded = new Set(records.map(({ spec }) => spec.id));
  const found = [...listing.found.values()].filter(({ id }) => !recorded.has(id));
  const facts = (one: Found | undefined) => ({
    runs: one?.runs,
    restart: one?.state === 'running' ? one.restart : undefined,
  });
  return [
    ...found.map((one) => ({ spec: one.spec, backend, model: modelOfFound(one), ...facts(one) })),
    ...records.map((record) => {
      const one = listing.found.get(record.spec.id);
      const { spec, jobs } = record;
      return { spec, backend, model: modelOf(record, listing), jobs, ...facts(one) };
    }),
  ];
}

/** What a session is while its place has not been asked. */
const NOT_ASKED: Loss = {
  reason: 'It is being looked for.',
  nextTryAt: 0,
  signIn: false,
  offline: false,
};

/** The sessions that were made and are meant to be there, without asking their places. */
export function recorded({ records, backends }: Pick<Sources, 'records' | 'backends'>): Seen[] {
  const made = records.list().filter(({ intent }) => intent === 'created');
  return made.flatMap(({ spec, opened, backend: kind }) => {
    const backend = backends.find((one) => one.kind === kind);
    const model = { ...RUNNING, opened, lost: NOT_ASKED };
    return backend === undefined ? [] : [{ spec, backend, model }];
  });
}

/** Reads the records, asks the places, and puts both together. A place that cannot be asked is reported. */
export async function reconcile(sources: Sources): Promise<AllSeen> {
  const sessions = new Map<SessionId, Seen>();
  const failed = new Set<BackendKind>();
  // The records first: what is made between the two readings is then listed, and what is ended is not.
  const all = sources.records.list();
  const look = async (backend: Backend) => {
    // A spare is no session, and one that another app has claimed is listed as any that is found.
    const own = all.filter(
      ({ backend: kind, intent }) => kind === backend.kind && intent !== 'spare',
    );
    const listing = await lookAt(backend, own, sources);
    if (listing.error !== null) failed.add(backend.kind);
    for (const seen of together(backend, own, listing)) sessions.set(seen.spec.id, seen);
  };
  await Promise.all(sources.backends.map(look));
  return { sessions, isComplete: (kind) => !failed.has(kind) };
}
