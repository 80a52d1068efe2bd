/** Output that this window does not show: what the session keeps all the same, and what is gone. */
import { useMemo } from 'react';
import type { JournalRange } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { bridge, useAnswer } from '../../ui/bridge';
import { Strip } from '../../ui/Problem';
import { bytes } from '../../ui/time';
import { type Gap, sizeOf } from '../store';
import { betweenWords } from './words';

interface NoticeProps {
  readonly gaps: readonly Gap[];
  readonly now: number;
  readonly dismiss: () => void;
}

/** `find`: opens the search, which goes through all that is kept. */
export function Earlier(props: NoticeProps & { find: () => void }) {
  const { gaps, now, find, dismiss } = props;
  const first = useRange(gaps[0]?.from);
  const behind = useRange(gaps.at(-1)?.to);
  const when = betweenWords(first?.at ?? null, behind?.at ?? null, now);
  return (
    <Strip
      icon="info"
      tone="quiet"
      title={`${bytes(sizeOf(gaps))} of earlier output are not shown here${when}.`}
      text="The session keeps them: search goes through them, and an export has them."
    >
      <Button small onPress={find}>
        Search them
      </Button>
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}

export function Gone(props: NoticeProps) {
  const { gaps, now, dismiss } = props;
  const behind = useRange(gaps.at(-1)?.to);
  const when = betweenWords(null, behind?.at ?? null, now);
  const keeps = behind === null ? '' : ` The session keeps the last ${bytes(behind.cap)}.`;
  return (
    <Strip
      icon="triangle-alert"
      tone="warn"
      title={`${bytes(sizeOf(gaps))} of output are gone${when}.`}
      text={`The session’s journal was full, and its oldest part made room.${keeps}`}
    >
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}

/** What is kept, and when the byte at `offset` came; null: not known. Sizes are told without. */
function useRange(offset: number | undefined): JournalRange | null {
  const ask = useMemo(
    () => (offset === undefined ? null : () => bridge.call('journal.about', { offset })),
    [offset],
  );
  const answer = useAnswer(ask);
  return answer?.ok ? answer.value : null;
}
