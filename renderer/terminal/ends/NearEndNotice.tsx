/** An end that is near: ten minutes before it and again in the last one, with what moves it. */
import { useState } from 'react';
import type { AppError, NearEnd, Session } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { canExtend, EXTEND, extend } from '../../ui/session/extend';
import type { Do } from '../useActs';
import { isVeryNear, nearTold } from './words';

/** The end to tell of, or null: none is near, or it was dismissed. What was dismissed is told again in its last minute. */
export function useNearEnd(near: NearEnd | null, now: number) {
  const [dismissed, setDismissed] = useState('');
  const key = near === null ? '' : `${near.why} ${near.at} ${isVeryNear(near, now)}`;
  return { shown: key === dismissed ? null : near, dismiss: () => setDismissed(key) };
}

export function NearEndNotice(props: {
  near: ReturnType<typeof useNearEnd>;
  session: Session;
  now: number;
  act: Do;
  onFail: (error: AppError) => void;
}) {
  const { near, session, now, act, onFail } = props;
  if (near.shown === null) return null;
  return (
    <Strip
      icon="hourglass"
      tone="warn"
      {...nearTold(near.shown, session.backend === 'local', now)}
      urgent={isVeryNear(near.shown, now)}
    >
      {canExtend(near.shown) ? (
        <Button small onPress={() => void extend(session.id, onFail)}>
          {EXTEND}
        </Button>
      ) : (
        <Button small onPress={() => act('files')}>
          Files
        </Button>
      )}
      <Dismiss onPress={near.dismiss} />
    </Strip>
  );
}
