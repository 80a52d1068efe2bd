/** A place's name: which of its kind it is, where there are more; else its kind. */
import type { Place } from '../../preload/contract';
import { visible } from '../../preload/visible';

/** One line, cut where it is too long. The kind is read by those who do not see its icon. */
export function PlaceName(props: { place: Place }) {
  const { title, status } = props.place;
  const name = status.kind === 'ready' ? status.name : undefined;
  const whole = visible(name ?? title);
  return (
    <span className="first cut" title={whole}>
      {name === undefined ? null : <span className="unseen">{visible(title)}, </span>}
      {whole}
    </span>
  );
}
