/** How many sessions are made ahead in a cluster, and what that takes. */
import { useEffect, useState } from 'react';
import { DEFAULTS, type Settings, type SpareStatus } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { bridge } from '../../ui/bridge';
import { cpuWords, memoryWords } from '../../ui/session/choice';
import { SETTING_NAMES } from '../../ui/setting-names';
import type { LookProps } from './Appearance';
import { ChoiceRow } from './ChoiceRow';

const COUNTS = [
  ['0', 'None'],
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
] as const;
type Count = (typeof COUNTS)[number][0];

export function SpareRow({ settings, change }: LookProps) {
  const status = useStatus();
  return (
    <ChoiceRow
      label={SETTING_NAMES.spares}
      about={`${cost(settings)} ${status === null ? '' : stateWords(status)}`.trim()}
      value={countOf(settings.spares)}
      options={COUNTS}
      usual={countOf(DEFAULTS.spares)}
      save={(spares) => change({ spares: Number(spares) })}
    />
  );
}

function countOf(spares: number): Count {
  return COUNTS.find(([one]) => Number(one) === spares)?.[0] ?? '0';
}

/** What keeping them costs. */
function cost({ spares, lastSession, cluster }: Settings): string {
  const { cpu, memory } = cluster.sizes[lastSession?.size ?? 'standard'];
  if (spares === 0) return 'A new session in a cluster waits for its pod to start.';
  const held = `${cpuWords(cpu)} and ${memoryWords(memory)} of the cluster are held for ${spares === 1 ? 'it' : 'each'}.`;
  return `Pods made ahead while GamGUI is open, so that a new session like the last one is there at once. ${held}`;
}

/** How they stand. */
function stateWords({ ready, making, trouble }: SpareStatus): string {
  const words = ready === 0 ? [] : [`${ready} ${ready === 1 ? 'spare' : 'spares'} ready.`];
  if (making > 0) words.push(`${making} starting.`);
  if (trouble !== null) {
    words.push(`No more can be made now: ${visible(trouble.message)}`);
    if (trouble.fix !== undefined) words.push(visible(trouble.fix));
  }
  return words.join(' ');
}

/** Null until it is known. */
function useStatus(): SpareStatus | null {
  const [status, setStatus] = useState<SpareStatus | null>(null);
  useEffect(() => {
    let gone = false;
    const stop = bridge.on('spares.changed', setStatus);
    void bridge.call('spares.status').then((answer) => {
      if (!gone && answer.ok) setStatus(answer.value);
    });
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return status;
}
