/** What needs attention: one sentence and one button each, and nothing at all where there is nothing. */
import type { AppError } from '../../preload/contract';
import { Button } from '../ui/Button';
import { Problem } from '../ui/Problem';

export function Attention(props: {
  notices: readonly AppError[];
  failures: readonly AppError[];
  dismiss: (error: AppError) => void;
}) {
  const { notices, failures, dismiss } = props;
  if (notices.length + failures.length === 0) return null;
  return (
    <section className="attention" aria-label="Needs attention">
      <h2 className="caption">Needs attention</h2>
      <div className="strips">
        {notices.map((error) => (
          <Problem key={`${error.code} ${error.message}`} error={error} />
        ))}
        {failures.map((error) => (
          <Problem key={`${error.code} ${error.message}`} error={error}>
            <Button small onPress={() => dismiss(error)}>
              Dismiss
            </Button>
          </Problem>
        ))}
      </div>
    </section>
  );
}
