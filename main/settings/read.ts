/** What a settings file says, value by value; apart from Electron, so that it can be tested alone. */
import { Settings } from '../../preload/contract';

/** What holds where nothing has been saved. */
export const DEFAULTS: Settings = {
  theme: 'system',
  fontSize: 13,
  fontFamily: '',
  scrollback: 10_000,
  copyOnSelect: false,
  screenReader: false,
  lastSession: null,
  toldClose: false,
};

/** The keys of a value that its schema does not take, each of which falls back to its default. */
function mend(json: object): { settings: Settings; bad: string[] } {
  const known = Object.fromEntries(Object.entries(json).filter(([key]) => key in Settings.shape));
  const whole = Settings.safeParse({ ...DEFAULTS, ...known });
  if (whole.success) return { settings: whole.data, bad: [] };
  const bad = [...new Set(whole.error.issues.map((issue) => String(issue.path[0])))];
  for (const key of bad) delete known[key];
  return { settings: Settings.parse({ ...DEFAULTS, ...known }), bad };
}

/**
 * The settings in a file's text: a value that is missing or bad is the default.
 * `damage` says what was wrong, null where all is well.
 */
export function readSettings(text: string): { settings: Settings; damage: string | null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { settings: DEFAULTS, damage: 'it is not JSON' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { settings: DEFAULTS, damage: 'it is not an object' };
  const { settings, bad } = mend(json);
  return { settings, damage: bad.length === 0 ? null : `${bad.join(', ')} cannot be used` };
}
