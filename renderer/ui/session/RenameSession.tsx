/** Gives a session another name. */
import './ask.css';
import { useState } from 'react';
import type { AppError, Session } from '../../../preload/contract';
import { Button } from '../Button';
import { bridge } from '../bridge';
import { Sheet } from '../Sheet';

/** As many characters as the contract takes. */
const MAX = 120;

export function RenameSession(props: {
  session: Session;
  onClose: () => void;
  onFail: (error: AppError) => void;
}) {
  const { session, onClose, onFail } = props;
  const [name, setName] = useState(session.name);
  const save = async () => {
    onClose();
    if (name.trim() === '' || name === session.name) return;
    const answer = await bridge.call('sessions.rename', { id: session.id, name });
    if (!answer.ok) onFail(answer.error);
  };
  return (
    <Sheet
      kind="ask"
      title="Rename the session"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose} keys={['Esc']}>
            Cancel
          </Button>
          <Button kind="primary" onPress={() => void save()} keys={['⏎']}>
            Rename
          </Button>
        </>
      }
    >
      <input
        className="ask-field"
        aria-label="Name"
        // biome-ignore lint/a11y/noAutofocus: the sheet was opened to type here
        autoFocus
        value={name}
        maxLength={MAX}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save();
        }}
      />
    </Sheet>
  );
}
