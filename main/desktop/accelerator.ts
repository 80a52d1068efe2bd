/** Shortcuts in the words of Electron's menus. */
import type { Chord } from '../../preload/shortcuts';

/** A chord as Electron writes it: https://www.electronjs.org/docs/latest/api/accelerator */
export function accelerator(chord: Chord): string {
  return chord
    .replace('Ctrl+', 'Control+')
    .replace('Cmd+', 'Command+')
    .replace(/Arrow(\w+)$/, '$1')
    .replace(/=$/, 'Plus');
}
