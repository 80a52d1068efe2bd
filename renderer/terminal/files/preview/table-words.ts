/** What is said below and instead of a table. Pure. */
import { type AppError, MOST_SORTED } from '../../../../preload/contract';
import { count } from '../../../ui/time';
import { failure } from '../words';
import type { TableState } from './table-source';

const DELIMITERS: Readonly<Record<string, string>> = { ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** "1,240 rows", "37 of 1,240 rows", and how it is written where that is not the usual. */
export function tableWords(state: TableState): string {
  const { choice, count: found, total, done, full, waiting, columns, delimiter, encoding } = state;
  if (waiting && found === 0) return choice.sort === null ? 'Reading…' : 'Ordering…';
  const soFar = done ? '' : ' so far';
  const rows = (n: number) => `${count(n)} ${n === 1 ? 'row' : 'rows'}`;
  const words =
    choice.text === ''
      ? `${rows(found)}${soFar}`
      : `${count(found)} of ${rows(total)}${full ? ', the first million' : soFar}`;
  const written = DELIMITERS[delimiter];
  const more = [
    `${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`,
    ...(written === undefined ? [] : [`parted by ${written}`]),
    ...(encoding === 'utf-8' ? [] : ['read as Windows-1252']),
  ];
  return [words, ...more].join(' · ');
}

/** Why rows cannot be put in order, or null: they can. */
export function whyNoOrder({ count: rows, choice, done }: TableState): string | null {
  if (choice.sort !== null || rows <= MOST_SORTED) return null;
  const many = done ? count(rows) : `more than ${count(MOST_SORTED)}`;
  return `Up to ${count(MOST_SORTED)} rows can be ordered, and there are ${many}: filter them first`;
}

/** Why there is no table, and what to do. */
export function tableFailure(error: AppError): AppError {
  if (error.code === 'too-many')
    return failure('The rows were not ordered', { ...error, fix: 'Filter them first' });
  if (error.code === 'not-a-table')
    return failure('There is no table to show', { ...error, fix: 'Look at it as text' });
  return failure('The table cannot be shown', error);
}
