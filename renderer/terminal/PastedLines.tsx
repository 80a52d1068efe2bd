/** The lines of a text that is about to be pasted; those that take something away are marked, in words too. */

import { visible } from '../../preload/visible';
import { StateMark } from '../ui/Icon';

export function PastedLines(props: {
  lines: readonly string[];
  /** What each takes away, or null: nothing, or not known. */
  harms: readonly (string | null)[];
}) {
  return (
    <div className="paste-text mono scroll">
      {props.lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text stay in their places
        <PastedLine key={at} line={line} harm={props.harms[at] ?? null} />
      ))}
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
