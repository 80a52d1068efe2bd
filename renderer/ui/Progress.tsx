/** How far a bulk job is. The exact counts stand beside it, so it is for the eye alone. */
import type { Job } from '../../preload/contract';
import type { Tone } from './words';

/** Nothing where the total is not known: a bar would lie. */
export function Progress(props: { rows: NonNullable<Job['rows']>; tone: Tone }) {
  const { done, total } = props.rows;
  if (total === null || total === 0) return null;
  return <Bar part={done / total} bad={props.tone === 'bad'} />;
}

/** A bar; `part` from 0 to 1. */
export function Bar(props: { part: number; bad?: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, props.part)) * 100);
  return (
    <span className="bar" aria-hidden>
      <span className={props.bad === true ? 'bad' : ''} style={{ width: `${percent}%` }} />
    </span>
  );
}
