/** The Google account: whether there is one, where its sign-in is kept, and the way in and out. */
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { AppError, GoogleStatus, Result } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { StateMark } from '../../ui/Icon';
import { sentence } from '../../ui/words';
import { accountWords } from './accountWords';

interface AccountProps {
  readonly google: GoogleStatus;
  readonly onFail: (error: AppError) => void;
}

export function Account(props: AccountProps) {
  const words = accountWords(props.google);
  return (
    <div className="account">
      <StateMark icon={words.icon} tone={words.tone} size={16} />
      <div className="two-lines selectable" role="status">
        <span className="first">{words.word}</span>
        <span className="second">{words.second}</span>
      </div>
      <Acts {...props} />
    </div>
  );
}

function Acts(props: AccountProps) {
  const { google, onFail } = props;
  const [note, setNote] = useState<string | null>(null);
  const signIn = async () => tell(await bridge.call('google.signIn'), onFail);
  const signOut = async () => {
    const answer = await bridge.call('google.signOut');
    tell(answer, onFail);
    setNote(answer.ok ? answer.value : null);
  };
  switch (google.kind) {
    case 'signing-in':
      return (
        <Button small onPress={() => void bridge.call('google.cancelSignIn')}>
          Cancel
        </Button>
      );
    case 'signed-in':
      if (google.source !== 'own') return null;
      return (
        <Button small onPress={() => void signOut()}>
          Sign out
        </Button>
      );
    case 'sign-in-again':
      return (
        <Button small icon={LogIn} onPress={() => void signIn()}>
          Sign in again
        </Button>
      );
    case 'signed-out':
      return (
        <>
          {note === null ? null : (
            <span className="small tone-warn">{visible(sentence(note))}</span>
          )}
          <Button small icon={LogIn} onPress={() => void signIn()}>
            Sign in with Google
          </Button>
        </>
      );
  }
}

/** Giving up is not a failure. */
function tell(answer: Result<unknown>, onFail: (error: AppError) => void): void {
  if (!answer.ok && answer.error.code !== 'sign-in-cancelled') onFail(answer.error);
}
