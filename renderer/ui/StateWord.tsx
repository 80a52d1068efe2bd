/** A state: its icon, its word, and the reason in the second line. */
import { StateMark } from './Icon';
import type { Words } from './words';

/** In two lines, for lists. */
export function StateLines(props: { words: Words }) {
  const { icon, tone, word, second } = props.words;
  return (
    <div className="two-lines marked state-cell">
      <StateMark icon={icon} tone={tone} />
      <span className="first">{word}</span>
      <span className="second">{second}</span>
    </div>
  );
}

/** In one line, for headers and captions. */
export function StateLine(props: { words: Words }) {
  const { icon, tone, word, second } = props.words;
  return (
    <span className="state-line">
      <StateMark icon={icon} tone={tone} />
      <span className="word">{word}</span>
      {second === '' ? null : <span className="second">{second}</span>}
    </span>
  );
}
