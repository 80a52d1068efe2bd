/** Shows a text of several lines before it is pasted: each line end may run a command. */
import { visible } from '../../preload/visible';
import { Button } from '../ui/Button';
import { Sheet } from '../ui/Sheet';
import { count } from '../ui/time';
import type { Paste } from './paste';

/** Longer texts are sent whole and shown in part. */
const SHOWN = 20_000;

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

/** The text as it is shown: what turns writing around or hides in it is made visible, line by line. */
function shown(text: string): string {
  const rest = text.length - SHOWN;
  const lines = text.slice(0, SHOWN).split('\n').map(visible).join('\n');
  return rest > 0 ? `${lines}\n… and ${count(rest)} more characters` : lines;
}

export function PasteSheet(props: { paste: Paste; onSend: () => void; onClose: () => void }) {
  const { paste, onSend, onClose } = props;
  const { text } = paste;
  return (
    <Sheet
      title={title(paste)}
      onClose={onClose}
      foot={
        <>
          <span className="note">{note(paste)}</span>
          <Button onPress={onSend}>Paste</Button>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Cancel
          </Button>
        </>
      }
    >
      <pre className="paste-text mono scroll">{shown(text)}</pre>
    </Sheet>
  );
}
