/** The lines of a text that is about to be pasted; those that take something away are marked, in words too. */
import './paste.css';
import { visible } from '../../preload/visible';
import { StateMark } from '../ui/Icon';
import { count } from '../ui/time';
import type { ShownPart } from './paste';

export function PastedLines(props: {
  part: ShownPart;
  /** What each takes away, or null: nothing, or not known. */
  harms: readonly (string | null)[];
}) {
  const { lines, hidden } = props.part;
  return (
    <div className="paste-text mono scroll">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text stay in their places
        <PastedLine key={at} line={line} harm={props.harms[at] ?? null} />
      ))}
      {hidden === 0 ? null : <p>… and {count(hidden)} more characters</p>}
    </div>
  );
}

function PastedLine({ line, harm }: { line: string; harm: string | null }) {
  // An empty line is a line too.
  const text = visible(line) || '\u00a0';
  if (harm === null) return <p>{text}</p>;
  return (
    <p className="harm">
      {text}
      <span className="harm-words tone-warn">
        <StateMark icon="triangle-alert" tone="warn" size={12} />
        {harmWords(harm)}
      </span>
    </p>
  );
}

/** "deletes, for each row," stands in the middle of the agent's sentence. */
function harmWords(harm: string): string {
  return visible(harm).replace(/,\s*$/, '');
}
