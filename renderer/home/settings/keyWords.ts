/** What a setting in a file is called on the page. Pure. */
import { Act, type EffectiveSetting, labelOf } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { SETTING_NAMES } from '../../ui/setting-names';

const NAMES: Readonly<Record<string, string>> = {
  ...SETTING_NAMES,
  idleMs: SETTING_NAMES.idle,
  lifeMs: SETTING_NAMES.life,
  'cluster.way': 'Kind of cluster',
  'cluster.sizes': 'Sizes',
};

/** `key` is as in a plan: `fontSize`, `cluster.image`, `shortcuts.copy`, or a name that only the file has. */
export function keyWords(key: string, list: readonly EffectiveSetting[]): string {
  const known = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
  if (known !== undefined) return known;
  const act = Act.safeParse(key.replace('shortcuts.', ''));
  if (key.startsWith('shortcuts.') && act.success) return `Shortcut: ${labelOf(act.data)}`;
  const setting = list.find((one) => `cluster.${one.key}` === key);
  return setting?.label ?? visible(key);
}
