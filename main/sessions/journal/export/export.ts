/** Writes all that a session keeps of its output into a file of this computer. */
import type { ExportFormat, JournalRange } from '../../../../preload/contract';
import { Failure } from '../../../failure';
import { refuseTarget } from '../../transfers/local-place';
import type { JournalClient, RecordingOptions } from '../journal-client';
import { AsciicastWriter } from './asciicast';
import { ExportPart } from './export-part';
import type { ExportFacts, ExportWriter } from './writer';

/** What is written, and where. */
export interface ExportOptions extends RecordingOptions {
  readonly format: ExportFormat;
  readonly target: string;
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
  /** The session's name and tenant. */
  readonly title: string;
}

/** A full journal loses its oldest part while it is fetched; then it begins again with what is left, so often. */
const TRIES = 5;

/** xterm is read when it is needed: it is half as large as all that the app reads at its start. */
const WRITERS: Record<ExportFormat, (facts: ExportFacts) => Promise<() => ExportWriter>> = {
  text: async (facts) => {
    const { TextWriter } = await import('./text');
    return () => new TextWriter(facts);
  },
  asciicast: async (facts) => () => new AsciicastWriter(facts),
};

/** What is said of every export. */
export const EXPORT_WARNING =
  'It may hold personal data: all that the session printed, with names and addresses. Only you can read it; look through it before you pass it on.';

/** The range that is in the file. @throws Failure; the signal's reason: nothing is left then */
export async function exportJournal(
  client: JournalClient,
  options: ExportOptions,
): Promise<JournalRange> {
  const { target, replace, signal } = options;
  await refuseTarget(target, replace);
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted();
    const range = await client.about(null);
    try {
      await exportRange(client, range, options);
      return range;
    } catch (why) {
      const again = why instanceof Failure && why.code === 'changed' && tries < TRIES;
      if (!again) throw why;
    }
  }
}

async function exportRange(
  client: JournalClient,
  { start, end, since, cap }: JournalRange,
  { format, target, replace, title, ...options }: ExportOptions,
): Promise<void> {
  const facts: ExportFacts = { title, missing: start, since, cap };
  const part = await ExportPart.open(target, await WRITERS[format](facts));
  try {
    await client.record(start, end, part, options);
    await part.settle(replace);
  } catch (why) {
    await part.discard();
    throw why;
  }
}
