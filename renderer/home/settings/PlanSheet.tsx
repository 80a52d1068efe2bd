/** What a file would change, and what of it is left: nothing is changed before. */
import type {
  EffectiveSetting,
  FileChange,
  FilePlan,
  FileRefusal,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { StateMark } from '../../ui/Icon';
import { Sheet } from '../../ui/Sheet';
import { count } from '../../ui/time';
import { keyWords } from './keyWords';

interface PlanProps {
  readonly plan: FilePlan;
  readonly list: readonly EffectiveSetting[];
  /** `what` says how much: "3 settings". */
  readonly onImport: (what: string) => void;
  readonly onClose: () => void;
}

export function PlanSheet({ plan, list, onImport, onClose }: PlanProps) {
  const { name, changes, refused, same } = plan;
  const what = changes.length === 1 ? '1 setting' : `${count(changes.length)} settings`;
  const some = changes.length > 0;
  return (
    <Sheet
      isText
      title={`Import ${visible(name)}?`}
      onClose={onClose}
      foot={
        <>
          <span className="note">{sameWords(same)}</span>
          <Button onPress={onClose} keys={['Esc']} autoFocus={!some}>
            {some ? 'Cancel' : 'Close'}
          </Button>
          {some ? (
            <Button kind="primary" onPress={() => onImport(what)} keys={['⏎']} autoFocus>
              {`Change ${what}`}
            </Button>
          ) : null}
        </>
      }
    >
      {some ? null : <p>Nothing would change.</p>}
      <ul className="plan" aria-label="Would change">
        {changes.map((change) => (
          <Change key={change.key} change={change} label={keyWords(change.key, list)} />
        ))}
      </ul>
      {refused.length === 0 ? null : (
        <>
          <h3 className="plan-head">Left as it is</h3>
          <ul className="plan" aria-label="Left as it is">
            {refused.map((one) => (
              <Refusal key={one.key} refusal={one} label={keyWords(one.key, list)} />
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

function Change({ change, label }: { change: FileChange; label: string }) {
  const { from, to, behind } = change;
  return (
    <li>
      <span className="plan-label">{label}</span>
      <span className="selectable">
        <span className="text-3">{visible(from) || 'none'}</span> → {visible(to) || 'none'}
        {behind === undefined ? null : (
          <span className="plan-note text-2">{`${behind} of the environment goes before it.`}</span>
        )}
      </span>
    </li>
  );
}

function Refusal({ refusal, label }: { refusal: FileRefusal; label: string }) {
  return (
    <li>
      <span className="plan-label">{label}</span>
      <span className="plan-why selectable">
        <StateMark icon="triangle-alert" tone="warn" /> {visible(refusal.why)}
      </span>
    </li>
  );
}

function sameWords(same: number): string {
  if (same === 0) return '';
  return same === 1 ? '1 setting holds already.' : `${count(same)} settings hold already.`;
}
