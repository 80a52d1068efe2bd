/** The settings with their origins, asked again whenever what is saved changes; null: not known yet. */
import { useEffect, useState } from 'react';
import type {
  AppError,
  ClusterSettings,
  EffectiveSetting,
  Settings,
} from '../../../preload/contract';
import { bridge } from '../../ui/bridge';

/** Saves some of the cluster's settings. */
export type ClusterChange = (part: Partial<ClusterSettings>) => void;

export function useEffective(
  settings: Settings,
  onFail: (error: AppError) => void,
): readonly EffectiveSetting[] | null {
  const [list, setList] = useState<readonly EffectiveSetting[] | null>(null);
  const { cluster } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved is a part of the answer
  useEffect(() => {
    let gone = false;
    void bridge.call('settings.effective').then((answer) => {
      if (gone) return;
      if (answer.ok) setList(answer.value);
      else {
        setList((known) => known ?? []);
        onFail(answer.error);
      }
    });
    return () => {
      gone = true;
    };
  }, [cluster, onFail]);
  return list;
}
