/** What needs attention: one sentence and one button each, and nothing at all where there is nothing. */
import type { AppError } from '../../preload/contract';
import { Dismiss } from '../ui/Button';
import { useGoogle } from '../ui/bridge';
import { Problem } from '../ui/Problem';
import { SignIn } from '../ui/SignIn';

export function Attention(props: {
  notices: readonly AppError[];
  failures: readonly AppError[];
  dismiss: (error: AppError) => void;
  fail: (error: AppError) => void;
}) {
  const { notices, failures, dismiss, fail } = props;
  const google = useGoogle().value;
  const signIn = google?.kind === 'sign-in-again' ? google.reason : null;
  if (notices.length + failures.length === 0 && signIn === null) return null;
  return (
    <section className="attention" aria-label="Needs attention">
      <h2 className="caption">Needs attention</h2>
      <div className="strips">
        {signIn === null ? null : (
          <Problem error={signIn}>
            <SignIn again kind="primary" onFail={fail} />
          </Problem>
        )}
        {notices.map((error) => (
          <Problem key={`${error.code} ${error.message}`} error={error} />
        ))}
        {failures.map((error) => (
          <Problem key={`${error.code} ${error.message}`} error={error}>
            <Dismiss onPress={() => dismiss(error)} />
          </Problem>
        ))}
      </div>
    </section>
  );
}
