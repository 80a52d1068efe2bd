/** Ending asks first, says what is lost, and has the focus on the safe choice. */
import './ask.css';
import { KeyRound } from 'lucide-react';
import type { AppError, CredentialFile, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { bridge } from '../bridge';
import { Icon } from '../Icon';
import { Sheet } from '../Sheet';
import { commandWords, jobWords } from '../words';
import { unsavedWords } from './unsaved';

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
      {session.unsaved === undefined ? null : <Unsaved files={session.unsaved} />}
    </Sheet>
  );
}
