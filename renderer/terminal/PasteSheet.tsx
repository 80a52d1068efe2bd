/** Shows a text of several lines before it is pasted: each line end may run a command. */
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
  if (dropped === 0) return 'A program may run each line as a command.';
  const what =
    dropped === 1 ? '1 control character is' : `${count(dropped)} control characters are`;
  return `${what} left out.`;
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
      <pre className="paste-text mono scroll">
        {text.slice(0, SHOWN)}
        {text.length > SHOWN ? `\n… and ${count(text.length - SHOWN)} more characters` : ''}
      </pre>
    </Sheet>
  );
}
