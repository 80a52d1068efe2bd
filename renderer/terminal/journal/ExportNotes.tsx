/** How far an export is, and what it came to. */
import { Button, Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { Bar } from '../../ui/Progress';
import { bytes } from '../../ui/time';
import { amountWords } from '../transfers/words';
import type { Exporting } from './useExport';

/** What is said of every export. */
const WARNING =
  'It may hold personal data, and only you can read it: look through it before you pass it on.';

export function ExportNotes(props: { exporting: Exporting }) {
  const { shown, cancel, show, dismiss } = props.exporting;
  if (shown.kind === 'none') return null;
  return (
    <section className="strips panel" aria-label="Export">
      {shown.kind === 'running' ? (
        <Strip icon="loader" tone="quiet" title="Exporting the output" text={amountWords(shown)}>
          <Bar part={shown.total === 0 ? 0 : shown.done / shown.total} />
          <Button small onPress={cancel}>
            Cancel
          </Button>
        </Strip>
      ) : (
        <Strip icon="check" tone="ok" title={doneWords(shown.exported)} text={WARNING}>
          <Button small onPress={show}>
            Show it
          </Button>
          <Dismiss onPress={dismiss} />
        </Strip>
      )}
    </section>
  );
}

function doneWords(exported: { name: string; bytes: number; missing: number }): string {
  const { name, missing } = exported;
  const what = `${bytes(exported.bytes)} of output are in ${name}.`;
  return missing === 0 ? what : `${what} ${bytes(missing)} before them are gone.`;
}
