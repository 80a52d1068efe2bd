/** What this window's session uses: the last ten minutes, the oldest first. */
import { useEffect, useState } from 'react';
import { USAGE_MS, type UsageSample } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';

export function useUsage(): readonly UsageSample[] {
  const [samples, setSamples] = useState<readonly UsageSample[]>([]);
  useEffect(() => {
    let over = false;
    const stop = bridge.on('usage.sample', (sample) =>
      setSamples((all) => [...all.filter(({ at }) => at > sample.at - USAGE_MS), sample]),
    );
    void bridge.call('usage.get').then((answer) => {
      // What was told meanwhile is in the answer.
      if (!over && answer.ok) setSamples(answer.value);
    });
    return () => {
      over = true;
      stop();
    };
  }, []);
  return samples;
}
