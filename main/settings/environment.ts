/** Where each setting comes from: the environment goes before what is saved, and that before the default. */
import type { EffectiveSetting, SettingKey } from '../../preload/cluster';
import { SettingKey as Keys } from '../../preload/cluster';
import type { ClusterSettings } from '../../preload/settings';
import { visible } from '../../preload/visible';
import { type Row, TABLE } from './table';

/** A setting as it holds for main: `value` is not masked. */
export interface Resolved {
  readonly value: string | null;
  readonly origin: EffectiveSetting['origin'];
  /** The variable that gives it, or the first that could. */
  readonly variable: string;
  /** What the environment gives, where it cannot be used. */
  readonly given?: string;
  /** Why not, and what holds instead. */
  readonly why?: string;
}

/** All settings as they hold. */
export type Resolutions = Readonly<Record<SettingKey, Resolved>>;

/** The longest part of a bad value that is quoted. */
const QUOTED = 60;

function whyNot(row: Row, given: string, why: string): string {
  const instead = row.instead ?? 'The default is used.';
  // What is masked is not quoted either: a bad address may have a password in it.
  if (row.shown !== undefined) return `It cannot be ${row.noun}: ${why}. ${instead}`;
  const quoted = given.length > QUOTED ? `${given.slice(0, QUOTED)}…` : given;
  return `“${visible(quoted)}” cannot be ${row.noun}: ${why}. ${instead}`;
}

/** One setting; a variable that is set but empty counts as not set, as in a shell's `VAR= command`. */
function resolveSetting(row: Row, saved: string | null, env: NodeJS.ProcessEnv): Resolved {
  const variable = row.variables.find((name) => (env[name] ?? '') !== '');
  const [first] = row.variables;
  if (variable === undefined) {
    if (saved !== null) return { value: saved, origin: 'saved', variable: first };
    return { value: row.fallback, origin: 'default', variable: first };
  }
  const given = env[variable] ?? '';
  const parsed = row.schema.safeParse(given);
  if (parsed.success) return { value: parsed.data, origin: 'environment', variable };
  const why = whyNot(row, given, parsed.error.issues[0]?.message ?? 'it is not one');
  return { value: row.fallback, origin: 'default-instead', variable, given, why };
}

/** Whether a setting can be saved: the OAuth client only comes from the environment. */
function isSavable(key: SettingKey): key is SettingKey & keyof ClusterSettings {
  return key !== 'oauthClientId' && key !== 'oauthClientSecret';
}

/** All settings. */
export function resolveAll(saved: ClusterSettings, env: NodeJS.ProcessEnv): Resolutions {
  const one = (key: SettingKey) =>
    resolveSetting(TABLE[key], isSavable(key) ? saved[key] : null, env);
  const entries = Keys.options.map((key) => [key, one(key)] as const);
  return Object.fromEntries(entries) as Record<SettingKey, Resolved>;
}

/** A setting as windows see it: masked, and without what was given wrongly. */
export function shownSetting(key: SettingKey, resolved: Resolved): EffectiveSetting {
  const { label, effect, shown = (value: string) => value } = TABLE[key];
  const { value, origin, variable, why } = resolved;
  return {
    key,
    label,
    effect,
    value: value === null ? null : shown(value),
    origin,
    variable,
    savable: isSavable(key),
    ...(why === undefined ? {} : { why }),
  };
}
