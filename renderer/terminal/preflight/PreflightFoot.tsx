/** How files in question can go. Nothing is in the way of sending them as they are. */
import type { CsvQuestion } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import type { Copies } from './choice';
import { noteOf, waysToSend } from './foot';

/** The note and the buttons. The first one has the focus as the sheet opens; it stays, whatever is ticked. */
export function PreflightFoot(props: {
  question: CsvQuestion;
  /** What would be sent as a fixed copy now. */
  copies: Copies;
  busy: 'looking' | 'sending' | null;
  onSend: (copies: Copies) => void;
  onCancel: () => void;
}) {
  const { question, copies, busy, onSend, onCancel } = props;
  const { first, asIs } = waysToSend(question, copies);
  return (
    <>
      <span className="note" title={noteOf(question, copies)}>
        {noteOf(question, copies)}
      </span>
      <Button onPress={onCancel} keys={['Esc']}>
        {question.sent ? 'Close' : 'Cancel'}
      </Button>
      {asIs === null ? null : (
        <Button disabled={busy !== null} onPress={() => onSend(asIs.copies)}>
          {asIs.words}
        </Button>
      )}
      <Button
        kind="primary"
        autoFocus
        keys={['⏎']}
        busy={busy === 'sending'}
        disabled={busy === 'looking' || !first.canSend}
        onPress={() => onSend(first.copies)}
      >
        {first.words}
      </Button>
    </>
  );
}
