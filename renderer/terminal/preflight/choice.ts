/** What a person chooses for a file in question. Pure. */
import { type CsvMend, type CsvReport, MEND_OF, USUAL_MENDS } from '../../../preload/contract';

/** Whether a fixed copy is sent in the file's place, and what it mends. */
export interface FileChoice {
  readonly copy: boolean;
  readonly mends: ReadonlySet<CsvMend>;
}

/** The fixed copies that a person wants. */
export type Copies = readonly { readonly file: number; readonly mends: CsvMend[] }[];

/** What would mend something in the file; nothing where no copy can be made of it. */
export function mendsFor({ findings }: CsvReport): readonly CsvMend[] {
  if (findings.some(({ kind }) => kind === 'unreadable' || kind === 'not-text')) return [];
  return [...new Set(findings.flatMap(({ kind }) => MEND_OF[kind] ?? []))];
}

/** A copy with all that is not for a person to decide. */
export function usualChoice(report: CsvReport): FileChoice {
  const mends = mendsFor(report).filter((mend) => USUAL_MENDS.includes(mend));
  return { copy: true, mends: new Set(mends) };
}

/** The mends of the copy, or null: the file goes as it is. */
export function copyOf(report: CsvReport, { copy, mends }: FileChoice): CsvMend[] | null {
  const chosen = mendsFor(report).filter((mend) => mends.has(mend));
  if (!copy || chosen.length === 0) return null;
  return [...new Set<CsvMend>(['form', ...chosen])];
}

/** The choice with a mend turned on or off. Whoever turns one on wants the copy. */
export function withMend(choice: FileChoice, mend: CsvMend, on: boolean): FileChoice {
  const mends = new Set(choice.mends);
  if (on) mends.add(mend);
  else mends.delete(mend);
  return { copy: choice.copy || on, mends };
}
