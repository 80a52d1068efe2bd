/** What a settings file says, value by value; apart from Electron, so that it can be tested alone. */
import type { z } from 'zod';
import { CLUSTER_DEFAULTS, ClusterSettings, Settings } from '../../preload/contract';

/** What holds where nothing has been saved. */
export const DEFAULTS: Settings = {
  theme: 'system',
  fontSize: 13,
  fontFamily: '',
  scrollback: 10_000,
  copyOnSelect: false,
  dropPutsPaths: false,
  screenReader: false,
  idleMs: 3_600_000,
  cluster: CLUSTER_DEFAULTS,
  dockerHost: null,
  places: ['kubernetes', 'docker', 'local'],
  otherPlace: 'ask',
  lastSession: null,
  drawerWidth: 304,
  toldClose: false,
  closeTo: 'tray',
  toldTray: false,
  startAtLogin: false,
  quit: 'ask',
};

type Fields = Record<string, unknown>;

/** What a schema takes of an object, the rest by its default, and the keys that it does not take. */
function mendFields(shape: Record<string, z.ZodType>, usual: Fields, json: object) {
  const fields: Fields = { ...usual };
  const bad: string[] = [];
  for (const [key, value] of Object.entries(json)) {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (schema === undefined) continue;
    if (schema.safeParse(value).success) fields[key] = value;
    else bad.push(key);
  }
  return { fields, bad };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
  if (!isFields(json)) return { settings: DEFAULTS, damage: 'it is not an object' };
  const { settings, bad } = mend(json);
  return { settings, damage: bad.length === 0 ? null : `${bad.join(', ')} cannot be used` };
}
