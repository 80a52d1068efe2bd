/** Which settings are shown: those that are looked for, and if wanted only what is not as it comes. */
import { createContext, type ReactNode } from 'react';
import type { EffectiveSetting } from '../../../preload/contract';

/** What is looked for. */
export interface Filter {
  /** Words that must all be in a setting's name or its explanation. */
  readonly words: string;
  /** Leave out what has its default. */
  readonly onlyChanged: boolean;
}

/** All settings. */
export const ALL: Filter = { words: '', onlyChanged: false };

/** The filter of the page around a row. */
export const SettingFilter = createContext<Filter>(ALL);

/** Whether anything is left out. */
export function isFiltered({ words, onlyChanged }: Filter): boolean {
  return onlyChanged || words.trim() !== '';
}

/** Whether a row is shown. */
export function isWanted(
  { words, onlyChanged }: Filter,
  row: { label: string; about: ReactNode; origin: EffectiveSetting['origin'] },
): boolean {
  if (onlyChanged && row.origin === 'default') return false;
  const text = `${row.label} ${typeof row.about === 'string' ? row.about : ''}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
