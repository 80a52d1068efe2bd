/** Words about files: kinds, amounts, and what did not happen with what to do. */
import type { LucideIcon } from 'lucide-react';
import { File, FileCode, FileSpreadsheet, FileText, Folder, Link2 } from 'lucide-react';
import type { AppError, FileEntry } from '../../../preload/contract';
import { bytes, count } from '../../ui/time';
import type { FileRow } from './places';

/** Whether it can be looked at as a table. */
export function isTable({ type, text }: FileEntry): boolean {
  return type === 'file' && /\.(csv|tsv)$/i.test(text);
}

const CODE = /\.(html?|json|py|xml|js|ya?ml|sh|css)$/i;
const TEXT = /\.(txt|log|md|cfg|conf|ini)$/i;

/** The icon of a file by its name. */
export function iconOf(entry: FileEntry): LucideIcon {
  if (entry.type === 'folder') return Folder;
  if (entry.type === 'link') return Link2;
  if (entry.type === 'other') return File;
  if (isTable(entry) || /\.xlsx?$/i.test(entry.text)) return FileSpreadsheet;
  if (CODE.test(entry.text)) return FileCode;
  return TEXT.test(entry.text) ? FileText : File;
}

/** What stands where a file has its size. */
export function sizeWords({ type, size }: FileEntry): string {
  if (type === 'file') return shortBytes(size);
  return { folder: '', link: 'link', other: 'special' }[type];
}

/** As sizes stand in a list: "186 KB", without a tenth from ten on. */
function shortBytes(size: number): string {
  return bytes(size).replace(/^(\d{2,})\.\d/, '$1');
}

/** "7 items, 63.0 MB": folders count as one. */
export function totalWords(entries: Iterable<FileEntry>): string {
  let [items, size] = [0, 0];
  for (const entry of entries) {
    items += 1;
    if (entry.type === 'file') size += entry.size;
  }
  return `${itemWords(items)}, ${shortBytes(size)}`;
}

/** "1 item", "1,240 items". */
export function itemWords(items: number): string {
  return `${count(items)} ${items === 1 ? 'item' : 'items'}`;
}

/** What is removed: one by its name, more by their number. */
export function whichWords(rows: readonly FileRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined
    ? `“${first.entry.text}”`
    : itemWords(rows.length);
}

const FIXES: Readonly<Record<string, string>> = {
  exists: 'Choose another name, or rename the other one first',
  'not-found': 'It may have been moved or removed meanwhile',
  permission: 'Its rights can be changed in the terminal, with chmod',
  'disk-full': 'Make room in the session, then try again',
  outside: 'Links are shown and can be removed; look at what they lead to in the terminal',
  busy: 'Try again in a moment',
  changed: 'Try again when the job that writes it has ended',
  'session-ended': 'What became of it stands in Home',
  unreachable: 'Try again when the link is back',
};

/** Why something did not happen: `what` says what, the error why, and a fix what to do. */
export function failure(what: string, error: AppError): AppError {
  const why = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  const fix = error.fix ?? FIXES[error.code];
  return { code: error.code, message: `${what}: ${why}`, ...(fix === undefined ? {} : { fix }) };
}
