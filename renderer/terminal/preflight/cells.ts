/** Cells that are to be looked at, and how what cannot be seen in them is shown. Pure. */
import type { CsvFinding, CsvReport } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

/** A cell or a header. */
export interface Cell {
  /** 0: the headers. */
  readonly row: number;
  /** Null: the row as a whole. */
  readonly column: number | null;
  readonly text: string;
  /** Of headers with one name, the one that GAM uses. */
  readonly isUsed?: boolean;
}

/** Those that a finding is about, as many as the report has. */
export function cellsOf(finding: CsvFinding, { columns }: CsvReport): readonly Cell[] {
  if ('places' in finding) return finding.places;
  const header = (column: number): Cell => ({ row: 0, column, text: columns[column]?.name ?? '' });
  if (finding.kind === 'header-case') return [header(finding.column)];
  if (!('columns' in finding)) return [];
  const used = finding.kind === 'duplicate-header' ? finding.columns.at(-1) : undefined;
  return finding.columns.map((at) => ({ ...header(at), isUsed: at === used }));
}

/** Those of some findings, each once, in the order of the file. */
export function cellsOfAll(findings: readonly CsvFinding[], report: CsvReport): Cell[] {
  const all = findings.flatMap((finding) => cellsOf(finding, report));
  const each = new Map(all.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  return [...each.values()].sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1));
}

/** A part of a cell's text; `mark`: a sign for what could not be seen. */
export interface Part {
  readonly text: string;
  readonly mark: boolean;
}

/** Blank cells, spaces at the ends and line breaks become signs; what else hides or acts is made visible. */
export function partsOf(text: string): Part[] {
  if (text === '') return [mark('empty')];
  const inner = text.trim();
  const start = text.length - text.trimStart().length;
  const lines = inner.split('\n');
  const parts = [
    ...signs(text.slice(0, start)),
    ...lines.flatMap((line, at) => [...(at === 0 ? [] : [mark('⏎')]), plain(visible(line))]),
    ...signs(text.slice(start + inner.length)),
  ];
  return parts.filter((part) => part.text !== '');
}

function signs(space: string): Part[] {
  return space === '' ? [] : [mark([...space].map((one) => (one === '\n' ? '⏎' : '·')).join(''))];
}

const mark = (text: string): Part => ({ text, mark: true });
const plain = (text: string): Part => ({ text, mark: false });
