/** The Google account: whether there is one, where its sign-in is kept, and the way in and out. */
import { useState } from 'react';
import type { AppError, GoogleStatus } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { StateMark } from '../../ui/Icon';
import { SignIn } from '../../ui/SignIn';
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
  const signOut = async () => {
    const answer = await bridge.call('google.signOut');
    if (answer.ok) setNote(answer.value);
    else onFail(answer.error);
  };
  switch (google.kind) {
    case 'signing-in':
    case 'sign-in-again':
      return <SignIn again onFail={onFail} />;
    case 'signed-in':
      if (google.source !== 'own') return null;
      return (
        <Button small onPress={() => void signOut()}>
          Sign out
        </Button>
      );
    case 'signed-out':
      return (
        <>
          {note === null ? null : (
            <span className="small tone-warn">{visible(sentence(note))}</span>
          )}
          <SignIn onFail={onFail} />
        </>
      );
  }
}
