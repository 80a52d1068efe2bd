/** A setting that the environment can give: locked if it does, else a field. */
import { ClusterSettings, type EffectiveSetting } from '../../../preload/contract';
import { LockedRow, TextRow } from './rows';
import type { ClusterChange } from './useEffective';

export function EffectiveRow(props: { setting: EffectiveSetting; change: ClusterChange }) {
  const { setting, change } = props;
  const { key, label, effect, value, origin, savable } = setting;
  if (!savable || key === 'oauthClientId' || key === 'oauthClientSecret')
    return <LockedRow setting={setting} />;
  if (origin === 'environment' || origin === 'default-instead')
    return <LockedRow setting={setting} />;
  const wrong = (text: string) => {
    const parsed = ClusterSettings.shape[key].safeParse(text === '' ? null : text);
    return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'it cannot be used');
  };
  return (
    <TextRow
      label={label}
      about={effect}
      value={value ?? ''}
      saved={origin === 'saved'}
      wrong={wrong}
      save={(text) => change({ [key]: text === '' ? null : text })}
      reset={() => change({ [key]: null })}
    />
  );
}
