/** What is said of drags out of the window and of files that leave the session. */
import type { ReactNode } from 'react';
import { Button, Dismiss } from '../../ui/Button';
import { Problem, Strip } from '../../ui/Problem';
import { Bar } from '../../ui/Progress';
import { amountWords } from '../transfers/words';
import type { DragShown } from './drag-state';

export function DragNotes(props: {
  shown: DragShown;
  dismiss: () => void;
  /** Sentences that stay until they have been read. */
  words: readonly string[];
  read: () => void;
}) {
  const { shown, dismiss, words, read } = props;
  if (shown.kind === 'none' && words.length === 0) return null;
  return (
    <section className="strips panel" aria-label="Files">
      {words.map((one) => (
        <Strip key={one} icon="info" tone="warn" title={one}>
          <Dismiss onPress={read} />
        </Strip>
      ))}
      <Now shown={shown} dismiss={dismiss} />
    </section>
  );
}

function Now({ shown, dismiss }: { shown: DragShown; dismiss: () => void }): ReactNode {
  switch (shown.kind) {
    case 'none':
      return null;
    case 'fetching': {
      const { name, wanted, done, total } = shown;
      const then = wanted === 'copy' ? 'It is copied' : 'It can be dragged';
      return (
        <Strip
          icon="loader"
          tone="quiet"
          title={`${name} is fetched first.`}
          text={total === 0 ? `${then} when it is here.` : amountWords({ done, total })}
        >
          <Bar part={total === 0 ? 0 : done / total} />
          <Button small onPress={dismiss}>
            Cancel
          </Button>
        </Strip>
      );
    }
    case 'ready':
      return (
        <Strip icon="check" tone="ok" title={`${shown.name} is here.`} text="Drag it again.">
          <Dismiss onPress={dismiss} />
        </Strip>
      );
    case 'failed':
      return (
        <Problem error={shown.error}>
          <Dismiss onPress={dismiss} />
        </Problem>
      );
  }
}
