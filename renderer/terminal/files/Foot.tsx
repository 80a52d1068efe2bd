/** The foot of the drawer: how many there are, and how large they are together. */
import { useMemo } from 'react';
import { count } from '../../ui/time';
import { type Folder, MOST_ENTRIES } from './folder';
import type { FilePlaces } from './places';
import type { Searched } from './useSearch';
import { itemWords, totalWords } from './words';

export function Foot(props: { folder: Folder; searched: Searched; places: FilePlaces }) {
  const { folder, searched, places } = props;
  const words = useMemo(() => footWords(folder, searched), [folder, searched]);
  return (
    <footer className="drawer-foot text-3">
      <span role="status">{words}</span>
      <span className="push" />
      {places.hint}
    </footer>
  );
}

function footWords({ entries, listed, cut }: Folder, { found }: Searched): string {
  if (found !== null)
    return found.more
      ? `The first ${itemWords(found.found.length)}`
      : itemWords(found.found.length);
  if (cut) return `${count(MOST_ENTRIES)} items are shown; search finds the others`;
  return listed || entries.size > 0 ? totalWords(entries.values()) : '';
}
