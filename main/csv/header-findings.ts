/** What is to be said of the first row. */
import { type CsvFinding, MOST_COLUMNS } from '../../preload/contract';
import { expectedName } from './headers';
import { cut } from './places';

/** Findings of headers, as the file has them. */
export function headerFindings(all: readonly string[]): CsvFinding[] {
  const headers = all.slice(0, MOST_COLUMNS);
  const findings: CsvFinding[] = [];
  const blank = where(headers, (name) => name.trim() === '');
  if (blank.length > 0) findings.push({ kind: 'blank-header', columns: blank });
  const padded = where(headers, (name) => name.trim() !== '' && name.trim() !== name);
  if (padded.length > 0) findings.push({ kind: 'padded-header', columns: padded });
  return [...findings, ...caseFindings(headers), ...duplicateFindings(headers)];
}

function where(headers: readonly string[], is: (name: string) => boolean): number[] {
  return headers.flatMap((name, at) => (is(name) ? [at] : []));
}

function caseFindings(headers: readonly string[]): CsvFinding[] {
  return headers.flatMap((header, column): CsvFinding[] => {
    const expected = expectedName(header);
    if (expected === null) return [];
    const name = header.trim();
    return [{ kind: 'header-case', column, name, expected, remedy: `"~${name}"` }];
  });
}

function duplicateFindings(headers: readonly string[]): CsvFinding[] {
  const columnsOf = new Map<string, number[]>();
  for (const [at, name] of headers.entries())
    if (name.trim() !== '') columnsOf.set(name, [...(columnsOf.get(name) ?? []), at]);
  return [...columnsOf]
    .filter(([, columns]) => columns.length > 1)
    .map(([name, columns]) => ({ kind: 'duplicate-header', name: cut(name), columns }));
}
