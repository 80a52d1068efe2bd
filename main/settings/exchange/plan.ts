/** What a file would change of the settings. Pure: nothing is changed here. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { holdersOf, whyNot } from '../../../preload/chords';
import { ClusterSettings, Settings } from '../../../preload/settings';
import type { FileChange, FilePlan, FileRefusal } from '../../../preload/settings-file';
import { ACTS, Act, Chord, type Keymap, keymapOf, labelOf } from '../../../preload/shortcuts';
import type { Given } from './given';
import { givenByOwnFile } from './own-file';
import { givenByTerraform } from './terraform';

/** A setting by where it is, with its value. */
interface Valued {
  readonly key: string;
  readonly value: unknown;
}

/** A plan, with what it puts where. */
export interface Planned extends Omit<FilePlan, 'name'> {
  readonly values: readonly Valued[];
}

/** The settings as they are after a plan. */
export function applied(settings: Settings, { values }: Pick<Planned, 'values'>): Settings {
  return values.reduce(withValue, settings);
}

/** What the plan is made for. */
export interface Around {
  readonly settings: Settings;
  readonly platform: string;
  /** The variable that goes before a saved setting of the cluster, or null: none does. */
  readonly variableOf: (key: string) => string | null;
}

/** What a file's text would change, or why it cannot be read. */
export function planOf(text: string, around: Around): Planned | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const own = givenByOwnFile(json);
  if (typeof own === 'string') return own;
  if (own !== null) return planned('settings', own, around);
  const outputs = givenByTerraform(json);
  if (outputs !== null) return planned('terraform', outputs, around);
  return 'it holds neither settings of GamGUI nor what “terraform output -json” prints';
}

function planned(kind: FilePlan['kind'], given: readonly Given[], around: Around): Planned {
  const { settings, platform, variableOf } = around;
  const checked = given.map((one) => check(one, platform));
  const keys = keymapOf(
    applied(settings, { values: checked.filter(isValued) }).shortcuts,
    platform,
  );
  const values: Valued[] = [];
  const changes: FileChange[] = [];
  const refused: FileRefusal[] = [];
  for (const one of checked) {
    const why = isValued(one) ? whyTaken(one, keys) : one.why;
    if (why !== null || !isValued(one)) {
      refused.push({ key: one.key, why: why ?? 'it cannot be used' });
      continue;
    }
    const before = valueAt(settings, one.key);
    if (isDeepStrictEqual(before, one.value)) continue;
    values.push(one);
    const behind = variableOf(one.key);
    const change = { key: one.key, from: textOf(before), to: textOf(one.value) };
    changes.push(behind === null ? change : { ...change, behind });
  }
  const same = given.length - changes.length - refused.length;
  return { kind, changes, refused, same, values };
}

function isValued(one: Valued | FileRefusal): one is Valued {
  return !('why' in one);
}

/** Why a shortcut cannot be set though it is one: another act would have it, too. */
function whyTaken({ key, value }: Valued, keys: Keymap): string | null {
  const act = Act.safeParse(key.replace('shortcuts.', ''));
  if (!key.startsWith('shortcuts.') || !act.success || typeof value !== 'string') return null;
  const holders = holdersOf(value, act.data, keys);
  return holders.length === 0 ? null : `“${holders.map(labelOf).join('” and “')}” has it`;
}

/** A value by its schema, or why not. */
function check(given: Given, platform: string): Valued | FileRefusal {
  if ('why' in given) return given;
  const { key, value } = given;
  const [part = '', name] = key.split('.');
  if (part === 'shortcuts' && name !== undefined) return checkKey(key, name, value, platform);
  const shape: Record<string, z.ZodType> =
    part === 'cluster' && name !== undefined ? ClusterSettings.shape : Settings.shape;
  const field = name ?? part;
  const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
  if (schema === undefined) return { key, why: 'no setting has this name' };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { key, value: parsed.data };
  return { key, why: parsed.error.issues[0]?.message ?? 'it cannot be used' };
}

/** A shortcut that this platform can have; macOS's are none for others. */
function checkKey(
  key: string,
  name: string,
  value: unknown,
  platform: string,
): Valued | FileRefusal {
  const act = Act.safeParse(name);
  if (!act.success) return { key, why: 'no act has this name' };
  const chord = Chord.nullable().safeParse(value);
  if (!chord.success) return { key, why: 'it is no key' };
  if (chord.data === null) return { key, value: null };
  const scope = ACTS.find((row) => row.act === act.data)?.scope ?? 'anywhere';
  const why = whyNot(chord.data, platform, scope);
  return why === null ? { key, value: chord.data } : { key, why };
}

function valueAt(settings: Settings, key: string): unknown {
  const [part = '', name] = key.split('.');
  const whole: unknown = Reflect.get(settings, part);
  if (name === undefined || typeof whole !== 'object' || whole === null) return whole;
  return Reflect.get(whole, name);
}

function withValue(settings: Settings, { key, value }: Valued): Settings {
  const [part = '', name] = key.split('.');
  if (name === undefined) return Settings.parse({ ...settings, [part]: value });
  const whole: unknown = Reflect.get(settings, part);
  return Settings.parse({ ...settings, [part]: { ...Object(whole), [name]: value } });
}

/** A value as people read it; nothing is empty. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
