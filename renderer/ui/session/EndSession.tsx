/** Ending asks first, says what is lost, and has the focus on the safe choice. */
import './ask.css';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { AppError, CredentialFile, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { bridge } from '../bridge';
import { SaveCredentials } from '../credentials/SaveCredentials';
import { Icon } from '../Icon';
import { Sheet } from '../Sheet';
import { commandWords, jobWords } from '../words';
import { canBeSaved, unsavedWords } from './unsaved';

interface AboutSession {
  readonly session: Session;
  readonly onClose: () => void;
  /** Called with what went wrong after the sheet has closed. */
  readonly onFail: (error: AppError) => void;
}

/** What stops with the session: its job, by name and counts. */
function running({ job }: Session): string {
  if (job === null) return '';
  const words = jobWords(job, false, Date.now());
  return words.word === 'Running'
    ? `“${commandWords(job)}” is running (${words.second}) and stops.`
    : '';
}

function Unsaved({ files }: { files: readonly CredentialFile[] }) {
  const { title, text } = unsavedWords(files);
  return (
    <p className="ask-warn">
      <Icon of={KeyRound} size={16} />
      <span>
        {title} {text}
      </span>
    </p>
  );
}

export function EndSession(props: AboutSession) {
  const { session, onClose, onFail } = props;
  const { unsaved = [] } = session;
  const [saving, setSaving] = useState(false);
  if (saving) return <SaveCredentials session={session} onClose={() => setSaving(false)} />;
  const end = async () => {
    onClose();
    const answer = await bridge.call('sessions.end', { id: session.id });
    if (!answer.ok) onFail(answer.error);
  };
  return (
    <Sheet
      kind="ask"
      title={`End ${visible(session.name)}?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="danger" onPress={() => void end()}>
            End session
          </Button>
          {canBeSaved(unsaved) ? <Button onPress={() => setSaving(true)}>Save back…</Button> : null}
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Let it run
          </Button>
        </>
      }
    >
      <p>
        {running(session)} The session’s shell, its files and its output are deleted. This cannot be
        undone.
      </p>
      {unsaved.length === 0 ? null : <Unsaved files={unsaved} />}
    </Sheet>
  );
}
