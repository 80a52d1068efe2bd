/** What a session printed around a line that was found, wherever it is in its output. */
import './journal.css';
import { useEffect, useState } from 'react';
import type { AppError, JournalLine } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { pastShort } from '../../ui/time';
import { LineText } from './JournalList';

export function OutputSheet(props: { line: JournalLine; onClose: () => void }) {
  const { line, onClose } = props;
  const [lines, setLines] = useState<readonly JournalLine[]>([line]);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let over = false;
    void bridge.call('journal.lines', { offset: line.offset }).then((answer) => {
      if (over) return;
      if (!answer.ok) setError(answer.error);
      // Where the journal has dropped it meanwhile the line itself is still known.
      else if (answer.value.some(({ offset }) => offset === line.offset)) setLines(answer.value);
    });
    return () => {
      over = true;
    };
  }, [line]);
  const when = line.at === null ? '' : `, ${pastShort(line.at, Date.now())}`;
  return (
    <Sheet
      kind="wide"
      title={`Output around the line${when}`}
      onClose={onClose}
      foot={
        <Button onPress={onClose} keys={['Esc']} autoFocus>
          Close
        </Button>
      }
    >
      {error === null ? null : <Problem error={error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="text-view scroll output-around" tabIndex={0} aria-label="Output">
        {lines.map((one) => (
          <p className="selectable" key={one.offset} ref={one.offset === line.offset ? show : null}>
            <LineText line={one.offset === line.offset ? line : one} />
          </p>
        ))}
      </section>
    </Sheet>
  );
}

function show(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: 'center' });
}
