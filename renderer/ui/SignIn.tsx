/** Signs in with Google: the browser opens, and what waits for the sign-in goes on by itself. */
import { LogIn } from 'lucide-react';
import type { AppError } from '../../preload/contract';
import { Button } from './Button';
import { bridge, useGoogle } from './bridge';

interface SignInProps {
  /** Somebody was signed in before. */
  readonly again?: boolean;
  readonly kind?: 'plain' | 'primary';
  /** Is not told of a sign-in that was given up. */
  readonly onFail: (error: AppError) => void;
}

/** The button; while the browser is waited for, it gives that up. */
export function SignIn(props: SignInProps) {
  const { again = false, kind = 'plain', onFail } = props;
  const google = useGoogle();
  const signIn = async () => {
    const answer = await bridge.call('google.signIn');
    if (!answer.ok && answer.error.code !== 'sign-in-cancelled') onFail(answer.error);
  };
  if (google.value?.kind === 'signing-in')
    return (
      <Button small onPress={() => void bridge.call('google.cancelSignIn')}>
        Cancel
      </Button>
    );
  return (
    <Button small kind={kind} icon={LogIn} onPress={() => void signIn()}>
      {again ? 'Sign in again' : 'Sign in with Google'}
    </Button>
  );
}
