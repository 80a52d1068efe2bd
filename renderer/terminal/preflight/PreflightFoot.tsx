/** How files in question can go. Nothing is in the way of sending them as they are. */
import type { CsvQuestion } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { count } from '../../ui/time';
import type { Copies } from './usePreflight';

export function PreflightFoot(props: {
  question: CsvQuestion;
  /** What would be sent as a fixed copy now. */
  copies: Copies;
  busy: 'looking' | 'sending' | null;
  onSend: (copies: Copies) => void;
  onCancel: () => void;
}) {
  const { question, copies, busy, onSend, onCancel } = props;
  const { sent, given } = question;
  const asIs = given === 1 ? 'Send as it is' : 'Send all as they are';
  const isWaiting = busy !== null;
  return (
    <>
      <span className="note" title={noteOf(question, copies)}>
        {noteOf(question, copies)}
      </span>
      <Button onPress={onCancel} keys={['Esc']}>
        {sent ? 'Close' : 'Cancel'}
      </Button>
      {sent ? null : (
        <Button
          kind={copies.length === 0 ? 'primary' : 'plain'}
          autoFocus={copies.length === 0}
          disabled={isWaiting}
          onPress={() => onSend([])}
        >
          {asIs}
        </Button>
      )}
      {copies.length === 0 ? null : (
        <Button
          kind="primary"
          autoFocus
          keys={['⏎']}
          busy={busy === 'sending'}
          disabled={busy === 'looking'}
          onPress={() => onSend(copies)}
        >
          {copyWords(copies.length, sent)}
        </Button>
      )}
    </>
  );
}

function copyWords(copies: number, sent: boolean): string {
  const also = sent ? ' too' : '';
  return copies === 1 ? `Send the fixed copy${also}` : `Send ${count(copies)} fixed copies${also}`;
}

/** Where it goes, by which name, and what goes with it. */
function noteOf({ to, given, looked, looking }: CsvQuestion, copies: Copies): string {
  const more = looking ? ' Others are still looked at.' : '';
  if (given === 1) {
    const [one] = looked;
    const name = copies.length === 1 && one !== undefined ? ` as ${one.copyName}` : '';
    return `Into ${to}${name}. Your file stays as it is.${more}`;
  }
  const others = given - looked.length;
  const rest =
    others === 0 ? '' : ` ${count(others)} more of the ${count(given)} have nothing to look at.`;
  return `Into ${to}. Your files stay as they are.${rest}${more}`;
}
