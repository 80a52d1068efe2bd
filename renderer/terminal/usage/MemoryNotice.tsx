/** Says once that memory is nearly full, before it runs out, and which size to choose next time. */
import { useEffect, useState } from 'react';
import type { Session, Sizes, UsageSample } from '../../../preload/contract';
import { Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { isMemoryNear, nearText } from './model';
import { useUsage } from './useUsage';

/** What to tell of, or null: memory is not nearly full, or it was told of before. */
export function useMemoryNear() {
  const samples = useUsage();
  const [told, setTold] = useState<'not yet' | 'shown' | 'dismissed'>('not yet');
  const near = isMemoryNear(samples);
  useEffect(() => {
    if (near) setTold((before) => (before === 'not yet' ? 'shown' : before));
  }, [near]);
  const last = samples.at(-1) ?? null;
  return { shown: told === 'shown' ? last : null, dismiss: () => setTold('dismissed') };
}

export function MemoryNotice(props: {
  sample: UsageSample;
  session: Session;
  sizes: Sizes;
  dismiss: () => void;
}) {
  const { sample, session, sizes, dismiss } = props;
  return (
    <Strip icon="memory" tone="warn" urgent {...nearText(sample, session, sizes)}>
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}
