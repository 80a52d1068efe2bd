/** All shortcuts of a window, to look one up. They are changed in the settings. */
import './shortcuts.css';
import { ACTS, meet } from '../../../preload/shortcuts';
import { Button, Keys } from '../Button';
import { MAC } from '../platform';
import { Sheet } from '../Sheet';
import { useCaps } from './keymap';

/** Keys that are not changed: those of lists, fields and questions, as in every app. */
const FIXED: readonly (readonly [string, readonly string[]])[] = [
  ['Start, send, save', ['⏎']],
  ['Close what is open over the window', ['Esc']],
  ['Next, previous match', ['⏎', MAC ? '⇧⏎' : 'Shift+⏎']],
  ['In lists: open', ['⏎']],
  ['In lists: rename', ['F2']],
  ['In lists: delete, or end', [MAC ? '⌦' : 'Delete']],
  ['In lists: all that can be done', MAC ? ['⇧F10'] : ['Shift', 'F10']],
];

export function ShortcutsSheet(props: {
  window: 'home' | 'terminal';
  onChange: () => void;
  onClose: () => void;
}) {
  const { window, onChange, onClose } = props;
  const caps = useCaps();
  const there = ACTS.filter(({ act, scope }) => meet(scope, window) && caps(act).length > 0);
  return (
    <Sheet
      title="Shortcuts"
      isText
      onClose={onClose}
      foot={
        <>
          <Button
            onPress={() => {
              onClose();
              onChange();
            }}
          >
            Change in the settings
          </Button>
          <Button kind="primary" onPress={onClose} autoFocus>
            Close
          </Button>
        </>
      }
    >
      <dl className="shortcuts">
        {there.map(({ act, label }) => (
          <Line key={act} label={label} caps={caps(act)} />
        ))}
        {FIXED.map(([label, fixed]) => (
          <Line key={label} label={label} caps={fixed} />
        ))}
      </dl>
    </Sheet>
  );
}

function Line(props: { label: string; caps: readonly string[] }) {
  const { label, caps } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="unseen">{caps.join('+')}</span>
        <Keys caps={caps} />
      </dd>
    </div>
  );
}
