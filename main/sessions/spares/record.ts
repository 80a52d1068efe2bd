/** What is on disk of a spare: it is there before the spare is, and goes when nothing is left of it. */
import type { SessionId } from '../../../preload/contract';
import type { SessionSpec } from '../../backends/backend';
import { toAppError } from '../../failure';
import { recordOf } from '../records';
import type { SparesParts } from './spares';

/** Says that one is being made, by this process. @throws where it cannot be kept */
export async function recordSpare(
  spec: SessionSpec,
  { backend, records, writer }: SparesParts,
): Promise<void> {
  const record = recordOf({ spec, backend, opened: false }, 'spare');
  records.write({ ...record, writer: await writer.address() });
}

/** Removes it, and its record with it; where that fails the record stays for a sweep. Never rejects. */
export async function removeSpare(
  id: SessionId,
  { backend, records, report }: SparesParts,
): Promise<void> {
  try {
    await backend.spares.remove(id);
    records.delete(id);
  } catch (error) {
    report(`spare ${id} could not be removed: ${toAppError(error).message}`);
    const record = records.get(id);
    if (record?.intent === 'spare') records.write({ ...record, writer: null });
  }
}
