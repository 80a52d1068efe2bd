/** The settings as they are on the disk now, for whoever only reads them: the command line, beside an open app. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS } from '../../preload/contract';
import type { Settings } from '../../preload/settings';
import { readSettings } from './read';

/** What is saved in a profile; what is absent or damaged is the default. */
export function savedSettings(profile: string): Settings {
  try {
    return readSettings(readFileSync(join(profile, 'settings.json'), 'utf8')).settings;
  } catch {
    return DEFAULTS;
  }
}
