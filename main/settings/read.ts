/** What a settings file says, value by value; apart from Electron, so that it can be tested alone. */
import type { z } from 'zod';
import { CLUSTER_DEFAULTS, ClusterSettings, DEFAULTS, Settings } from '../../preload/contract';
import { type Fields, isFields, migrated, VERSION, versionOf } from './migrations';

/** What a schema takes of an object, the rest by its default, and the keys that it does not take. */
function mendFields(shape: Record<string, z.ZodType>, usual: Fields, json: object) {
  const fields: Record<string, unknown> = { ...usual };
  const bad: string[] = [];
  for (const [key, value] of Object.entries(json)) {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (schema === undefined) continue;
    if (schema.safeParse(value).success) fields[key] = value;
    else bad.push(key);
  }
  return { fields, bad };
}

/** Value by value; of the cluster too, so that one bad name does not lose the choice of it. */
function mend(json: Fields): { settings: Settings; bad: string[] } {
  const { cluster: savedCluster, ...rest } = json;
  const whole = mendFields(Settings.shape, DEFAULTS, rest);
  const isBad = savedCluster !== undefined && !isFields(savedCluster);
  const part = isFields(savedCluster) ? savedCluster : {};
  const cluster = mendFields(ClusterSettings.shape, CLUSTER_DEFAULTS, part);
  const settings = Settings.parse({ ...whole.fields, cluster: cluster.fields });
  const inCluster = cluster.bad.map((key) => `cluster.${key}`);
  return { settings, bad: [...whole.bad, ...inCluster, ...(isBad ? ['cluster'] : [])] };
}

/** What a file holds. */
export interface Read {
  readonly settings: Settings;
  /** What was wrong, null where all is well. */
  readonly damage: string | null;
  /** It was written by a newer GamGUI: it may hold more than is understood here. */
  readonly newer: boolean;
}

const nothing = (damage: string): Read => ({ settings: DEFAULTS, damage, newer: false });

/** The settings in a file's text: a value that is missing or bad is the default, an older version is brought up to date. */
export function readSettings(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return nothing('it is not JSON');
  }
  if (!isFields(json)) return nothing('it is not an object');
  const version = versionOf(json);
  if (version === null) return nothing('its version is none');
  const { settings, bad } = mend(migrated(json));
  const damage = bad.length === 0 ? null : `${bad.join(', ')} cannot be used`;
  return { settings, damage, newer: version > VERSION };
}
