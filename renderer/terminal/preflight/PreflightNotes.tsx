/** What was found in CSV files that were sent before they had been looked through. */
import type { CsvQuestion } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import type { Preflight } from './usePreflight';
import { sentWords } from './words';

export function PreflightNotes(props: {
  preflight: Preflight;
  show: (id: CsvQuestion['id']) => void;
}) {
  const { preflight, show } = props;
  const sent = preflight.questions.filter((question) => question.sent);
  if (sent.length === 0) return null;
  return (
    <section className="strips panel" aria-label="CSV files">
      {sent.map((question) => (
        <Strip key={question.id} icon="triangle-alert" tone="warn" {...sentWords(question)}>
          <Button small onPress={() => show(question.id)}>
            Look…
          </Button>
          <Dismiss onPress={() => preflight.drop(question.id)} />
        </Strip>
      ))}
    </section>
  );
}
