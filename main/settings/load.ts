/** The settings as an app finds them: nothing that it did not write itself is lost. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type AppError, DEFAULTS, type Settings } from '../../preload/contract';
import { type Read, readSettings } from './read';

/** A file that is not what this version writes is kept beside, so that whatever was in it can be had back. */
function putAside(folder: string, file: string, read: Read): AppError | null {
  const { damage, newer } = read;
  if (damage === null && !newer) return null;
  const kept = `settings.${newer ? 'newer' : 'damaged'}-${Date.now()}.json`;
  renameSync(file, join(folder, kept));
  const fix = `The old file is kept as ${kept} in ${folder}.`;
  const message = newer
    ? 'The settings are of a newer GamGUI. What this one knows of them is in force.'
    : `The settings could not be read: ${damage}. The usual ones are in force.`;
  return { code: newer ? 'settings-newer' : 'settings-damaged', message, fix };
}

/** The settings of a profile's folder; `notice` is said to the user where the file was put aside. */
export function loadSettings(folder: string): { settings: Settings; notice: AppError | null } {
  const file = join(folder, 'settings.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { settings: DEFAULTS, notice: null };
  }
  const read = readSettings(text);
  return { settings: read.settings, notice: putAside(folder, file, read) };
}
