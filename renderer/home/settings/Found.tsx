/** A list of what can be chosen: a name, a line on it, and one act. */
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { StateMark } from '../../ui/Icon';

interface Entry {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly chosen: boolean;
  readonly usable: boolean;
  readonly choose: () => void;
}

export function Found(props: { label: string; entries: readonly Entry[] }) {
  if (props.entries.length === 0) return null;
  return (
    <ul className="found" aria-label={props.label}>
      {props.entries.map((entry) => (
        <li key={entry.key}>
          <div className="two-lines">
            <span className="first cut" title={visible(entry.title)}>
              {visible(entry.title)}
            </span>
            <span className="second selectable">{visible(entry.detail)}</span>
          </div>
          {entry.chosen ? (
            <span className="chosen-mark">
              <StateMark icon="check" tone="ok" /> Chosen
            </span>
          ) : (
            <Button small disabled={!entry.usable} onPress={entry.choose}>
              Choose
              <span className="unseen"> {visible(entry.title)}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
