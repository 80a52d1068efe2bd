/** Lines of a session's output, to be read and scrolled. */
import './journal.css';
import type { JournalLine } from '../../../preload/contract';
import { LineText } from './JournalList';

export function OutputLines(props: {
  lines: readonly JournalLine[];
  /** The offset of the line that is brought into sight. */
  at?: number;
}) {
  const { lines, at } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="text-view scroll output-around" tabIndex={0} aria-label="Output">
      {lines.map((line) => (
        <p className="selectable" key={line.offset} ref={line.offset === at ? show : null}>
          <LineText line={line} />
        </p>
      ))}
    </section>
  );
}

function show(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: 'center' });
}
