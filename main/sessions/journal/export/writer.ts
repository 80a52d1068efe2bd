/** What makes an export's file out of a recording. */
import type { Stretch } from './stretches';

/** What is said in the file. */
export interface ExportFacts {
  /** The session's name and tenant. */
  readonly title: string;
  /** Bytes before the first one that are gone, and when that one came: ms since 1970, or null. */
  readonly missing: number;
  readonly since: number | null;
  /** The most bytes the session keeps. */
  readonly cap: number;
}

/** Gets the recording in order; each returns the text that follows in the file. */
export interface ExportWriter {
  add(stretch: Stretch): string;
  /** There is no more. */
  end(): string;
}

/** What is said where output is missing, or null: all of it is there. */
export function missingWords({ missing, since, cap }: ExportFacts): string | null {
  if (missing === 0) return null;
  const count = missing.toLocaleString('en-US');
  const kept = cap.toLocaleString('en-US');
  const gone = `${count} bytes of earlier output are not here: the session keeps its last ${kept} bytes.`;
  return since === null ? gone : `${gone} What follows begins at ${new Date(since).toISOString()}.`;
}
