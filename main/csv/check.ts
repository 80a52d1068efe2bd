/** Looks at a CSV file before it is sent. It warns of what GAM would refuse or misread, and stops nothing. */
import type { CsvFinding, CsvReport } from '../../preload/contract';
import { LocalSource } from '../sessions/transfers/local-source';
import { charsetOf } from './encoding';
import { type Chosen, type FoundForm, findForm } from './form';
import type { Course } from './pieces';
import { cut } from './places';
import { rowsOf, Unreadable } from './rows';
import { Table } from './table';

/** What is looked for, and how it goes. */
export interface CheckOptions extends Chosen, Course {
  /** The tenant's; with none, no address is outside. */
  readonly domains: readonly string[];
}

/**
 * Reads the file twice, in memory of a fixed size. `progress` tells of the second time, which takes nearly all the time.
 * Whatever is in the file, it gives a report.
 * @throws Failure where the file cannot be read or changes meanwhile; the signal's reason
 */
export async function checkCsv(path: string, options: CheckOptions): Promise<CsvReport> {
  const source = await LocalSource.open(path);
  try {
    const found = await findForm(source, options, options);
    const table = new Table(found.form.header, options.domains);
    const end = found.isText ? await readInto(table, source, found, options) : NOT_TEXT;
    await source.mustBeUnchanged();
    const findings = [...formFindings(found, table), ...end, ...table.findings()];
    return {
      size: source.size,
      modifiedAt: source.mtime,
      form: found.form,
      columns: table.columns(),
      rows: table.rows,
      findings: found.isText ? findings : end,
    };
  } finally {
    await source.close();
  }
}

const NOT_TEXT: CsvFinding[] = [{ kind: 'not-text' }];

/** What is to be said of where the rows end. */
async function readInto(
  table: Table,
  source: LocalSource,
  { form }: FoundForm,
  course: Course,
): Promise<CsvFinding[]> {
  try {
    for await (const rows of rowsOf(source, form, course)) for (const row of rows) table.add(row);
  } catch (error) {
    if (error instanceof Unreadable)
      return [{ kind: 'unreadable', row: table.next, why: error.why }];
    throw error;
  }
  return table.rows === 0 ? [{ kind: 'empty' }] : [];
}

/** In the order in which GAM takes its remedies. */
function formFindings({ form, preamble }: FoundForm, table: Table): CsvFinding[] {
  const { encoding, sure, bom, delimiter, header } = form;
  const found: CsvFinding[] = [];
  if (encoding !== 'utf-8') {
    const remedy = `charset ${charsetOf(encoding, bom)}`;
    found.push({ kind: 'encoding', encoding, sure, remedy, ...table.beyondAscii.report() });
  }
  if (delimiter !== ',' && table.columns().length > 1) {
    const remedy = `columndelimiter "${delimiter === '\t' ? '\\t' : delimiter}"`;
    found.push({ kind: 'delimiter', delimiter, remedy });
  }
  if (!header) {
    const names = table.columns().map(({ name }) => name);
    found.push({ kind: 'no-header', remedy: `fields "${names.join(',')}"` });
  }
  if (preamble !== '') found.push({ kind: 'preamble', text: cut(preamble) });
  return found;
}
