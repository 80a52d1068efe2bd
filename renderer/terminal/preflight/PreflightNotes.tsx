/** What was found in CSV files that were sent before they had been looked through. */
import type { CsvQuestion } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import type { Preflight } from './usePreflight';
import { thingsWords } from './words';

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
        <Strip
          key={question.id}
          icon="triangle-alert"
          tone="warn"
          title={titleOf(question)}
          text="It was sent as it is: looking it through took longer."
        >
          <Button small onPress={() => show(question.id)}>
            Look…
          </Button>
          <Button small onPress={() => preflight.drop(question.id)}>
            Dismiss
          </Button>
        </Strip>
      ))}
    </section>
  );
}

function titleOf({ looked }: CsvQuestion): string {
  const things = thingsWords(looked.reduce((sum, { report }) => sum + report.findings.length, 0));
  const [first] = looked;
  return looked.length === 1 && first !== undefined
    ? `${first.name}: ${things}`
    : `${looked.length} files: ${things}`;
}
