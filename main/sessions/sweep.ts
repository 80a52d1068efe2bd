/** Finishes what killed processes left under way, as their records say. Touches only records whose writer is gone. */
import type { BackendKind } from '../../preload/contract';
import { answers } from '../backends/answers';
import type { Backend } from '../backends/backend';
import { toAppError } from '../failure';
import type { Records, SessionRecord } from './records';
import type { Writer } from './writer';

/** What a sweep needs. */
export interface SweepParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly backends: ReadonlyMap<BackendKind, Backend>;
  /** Whether to try again what its process gave up: at the start, not every few seconds. */
  readonly again: boolean;
  /** Where it is said that something could not be finished now; the next sweep tries again. */
  readonly report: (words: string) => void;
}

/** Whether a record is of something that a process which is gone had under way. */
async function isAbandoned(record: SessionRecord, again: boolean): Promise<boolean> {
  if (record.intent === 'created' || record.intent === 'failed') return false;
  return record.writer === null ? again : !(await answers(record.writer));
}

async function settle(record: SessionRecord, backend: Backend, parts: SweepParts): Promise<void> {
  const { records, writer } = parts;
  const { id } = record.spec;
  // From here on it is ours: another sweep leaves it alone while we live.
  records.write({ ...record, writer: await writer.address() });
  const became = await whatBecame(record, backend);
  if (became === 'made') return records.write({ ...record, intent: 'created', writer: null });
  if (became === 'none') await backend.remove(id);
  // A session that another app has made of a spare is listed without a record.
  records.delete(id);
}

/**
 * What there is of what was being made: `made`: the session of that record; `taken`: one that another app has made of the
 * spare. A spare that nobody has claimed is removed, as by nobody else.
 */
async function whatBecame(
  { intent, spec }: SessionRecord,
  backend: Backend,
): Promise<'made' | 'taken' | 'none'> {
  if (intent !== 'create' && intent !== 'spare') return 'none';
  const found = intent === 'create' ? await backend.find(spec.id) : null;
  if (found !== null) return found.spec.createdAt === spec.createdAt ? 'made' : 'taken';
  return (await backend.spares?.remove(spec.id)) === 'claimed' ? 'taken' : 'none';
}

/** Another sweep tries again. On a full disk that cannot be written down: it is as if this one had not been. */
function giveUp(record: SessionRecord, { records, report }: SweepParts): void {
  try {
    records.write(record);
  } catch (error) {
    report(`that session ${record.spec.id} could not be removed was not kept: ${error}`);
  }
}

/** Resolves when every abandoned record is settled or has been reported as not to be settled now. */
export async function sweep(parts: SweepParts): Promise<void> {
  parts.records.removeDrafts(Date.now());
  if (parts.again) await parts.writer.removeDead();
  for (const record of parts.records.list()) {
    const backend = parts.backends.get(record.backend);
    if (backend === undefined || !(await isAbandoned(record, parts.again))) continue;
    try {
      await settle(record, backend, parts);
    } catch (thrown) {
      const error = toAppError(thrown);
      parts.report(`session ${record.spec.id} could not be removed: ${error.message}`);
      giveUp({ ...record, writer: null, error, tries: record.tries + 1 }, parts);
    }
  }
}
