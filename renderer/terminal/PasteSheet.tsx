/** Shows a text of several lines before it is pasted: each line end may run a command. */
import { useCallback } from 'react';
import { LONGEST_JUDGED, MOST_JUDGED } from '../../preload/contract';
import { Button } from '../ui/Button';
import { bridge, useAnswer } from '../ui/bridge';
import { Sheet } from '../ui/Sheet';
import { count } from '../ui/time';
import { PastedLines } from './PastedLines';
import { type Paste, shownPart } from './paste';

function title({ lines }: Paste): string {
  return lines === 1 ? 'Paste this line?' : `Paste ${count(lines)} lines?`;
}

function note({ dropped }: Paste): string {
  const run = 'A program may run each line as a command.';
  if (dropped === 0) return run;
  const what =
    dropped === 1 ? '1 control character is' : `${count(dropped)} control characters are`;
  return `${what} left out. ${run}`;
}

/** What each line takes away, as the session's agent judges; empty as long as it has not said so. */
function useHarms(text: string): readonly (string | null)[] {
  const ask = useCallback(() => {
    const lines = text.split('\n').slice(0, MOST_JUDGED);
    return bridge.call('terminal.harms', {
      lines: lines.map((line) => line.slice(0, LONGEST_JUDGED)),
    });
  }, [text]);
  const answer = useAnswer(ask);
  return answer?.ok ? (answer.value ?? []) : [];
}

/** How many lines are marked; null: none is. */
function harmNote(harms: readonly (string | null)[]): string | null {
  const marked = harms.filter((harm) => harm !== null).length;
  if (marked === 0) return null;
  return marked === 1
    ? '1 line takes something away.'
    : `${count(marked)} lines take something away.`;
}

export function PasteSheet(props: { paste: Paste; onSend: () => void; onClose: () => void }) {
  const { paste, onSend, onClose } = props;
  const { text } = paste;
  const harms = useHarms(text);
  const marked = harmNote(harms);
  return (
    <Sheet
      title={title(paste)}
      onClose={onClose}
      foot={
        <>
          <span className="note" role="status">
            {marked === null ? null : <b className="tone-warn">{marked} </b>}
            {note(paste)}
          </span>
          <Button onPress={onSend}>Paste</Button>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Cancel
          </Button>
        </>
      }
    >
      <PastedLines part={shownPart(text)} harms={harms} />
    </Sheet>
  );
}
