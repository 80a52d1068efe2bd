/** What a job printed, from its session's journal: the terminal does not hold it any more. */
import { useCallback } from 'react';
import { Button } from '../../ui/Button';
import { bridge, useAnswer } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { OutputLines } from '../journal/OutputLines';

export function JobOutputSheet({ from, onClose }: { from: number; onClose: () => void }) {
  const ask = useCallback(() => bridge.call('journal.lines', { offset: from }), [from]);
  const answer = useAnswer(ask);
  const lines = answer?.ok ? answer.value.filter(({ offset }) => offset >= from) : [];
  return (
    <Sheet
      kind="wide"
      title="How the job’s output began"
      onClose={onClose}
      foot={
        <Button onPress={onClose} keys={['Esc']} autoFocus>
          Close
        </Button>
      }
    >
      {answer?.ok === false ? <Problem error={answer.error} /> : null}
      {answer?.ok && lines.length === 0 ? (
        <p className="text-3">It is not kept any more: newer output took its place.</p>
      ) : null}
      {lines.length === 0 ? null : <OutputLines lines={lines} />}
    </Sheet>
  );
}
