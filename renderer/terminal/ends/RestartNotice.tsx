/** A session that was started again says so: what was lost, and which size to choose next time. */
import { useState } from 'react';
import type { Restart, Session, Sizes } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { type Wanted, wantedLike } from '../../ui/session/choice';
import { againWords, restartTold, sizeAfter } from './words';

/** A restart longer ago than this is no news to a window that is opened. ms */
const NEWS_MS = 3_600_000;

/** The restart to tell of, or null: there is none, it is no news, or it was dismissed. */
export function useRestart(restart: Restart | undefined) {
  const [seen, setSeen] = useState(() => Date.now() - NEWS_MS);
  const shown = restart !== undefined && restart.at > seen ? restart : null;
  return { shown, dismiss: () => setSeen(restart?.at ?? seen) };
}

export function RestartNotice(props: {
  restart: ReturnType<typeof useRestart>;
  session: Session;
  sizes: Sizes;
  again: (wanted: Wanted) => void;
}) {
  const { restart, session, sizes, again } = props;
  if (restart.shown === null) return null;
  const isMemory = restart.shown.reason === 'out-of-memory';
  const larger = isMemory ? sizeAfter(session) : null;
  return (
    <Strip
      icon={isMemory ? 'memory' : 'refresh'}
      tone="warn"
      {...restartTold(restart.shown, session, sizes)}
    >
      {larger === null ? null : (
        <Button small onPress={() => again(wantedLike(session, larger))}>
          {againWords(larger, sizes)}
        </Button>
      )}
      <Dismiss onPress={restart.dismiss} />
    </Strip>
  );
}
