/** Makes a spare a session: what is meant is on disk before it is asked for, so that a kill leaves no pod that nobody knows of. */
import type { SessionId } from '../../../preload/contract';
import type {
  Backend,
  Exec,
  SessionSpec,
  Spare,
  SpareKind,
  SparePlace,
} from '../../backends/backend';
import { Failure } from '../../failure';
import { type Records, recordOf } from '../records';
import type { Writer } from '../writer';

/** A spare that has become a session. */
export interface Claimed {
  readonly spec: SessionSpec;
  readonly backend: Backend;
  /** The way to its agent, where it was open. */
  readonly ahead: Exec | null;
}

/** What a claim needs. */
export interface ClaimParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly backend: Backend;
  readonly place: SparePlace;
}

/** A person waits: after this a pod of its own is asked for. ms */
const PATIENCE_MS = 3_000;

/** What a cluster says that has decided against it (rest/failures-refusal.ts). */
const REFUSALS = ['forbidden', 'admission-policy', 'admission-webhook', 'refused-by-cluster'];

/** Whether the place does not let this user claim: the spare is one still, and no other can be had either. */
export function isClaimRefused(error: unknown): boolean {
  return error instanceof Failure && REFUSALS.includes(error.code);
}

/**
 * Claims the first that can be had. Rejects where the place refuses (isClaimRefused), or where it is not known what became of
 * one: its record stays for the next sweep, which lists it or removes it.
 */
export async function claimFirst(
  spares: Iterable<Spare>,
  specOf: (id: SessionId) => SessionSpec,
  kind: SpareKind,
  parts: ClaimParts,
): Promise<SessionSpec | null> {
  for (const spare of spares) {
    const spec = specOf(spare.id);
    if (await claimOne(spec, spare, kind, parts)) return spec;
  }
  return null;
}

async function claimOne(
  spec: SessionSpec,
  spare: Spare,
  kind: SpareKind,
  { records, writer, backend, place }: ClaimParts,
): Promise<boolean> {
  const before = records.get(spec.id);
  const record = recordOf({ spec, backend, opened: false }, 'create');
  records.write({ ...record, writer: await writer.address() });
  try {
    const isOurs = await place.claim(spec, kind, spare, AbortSignal.timeout(PATIENCE_MS));
    if (isOurs) records.write({ ...record, intent: 'created' });
    else records.delete(spec.id);
    return isOurs;
  } catch (error) {
    if (!isClaimRefused(error)) records.write(record);
    // Whoever made it is to remove it, also after a kill.
    else if (before !== null) records.write(before);
    else records.delete(spec.id);
    throw error;
  }
}

/** In an order of chance: several apps that ask for one at once then rarely meet at the same. */
export function shuffled<T>(all: readonly T[], random: () => number = Math.random): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
