/** The shortcuts, each of which can be changed. */
import './shortcutRows.css';
import { useContext, useState } from 'react';
import { holdersOf, whyNot } from '../../../preload/chords';
import {
  ACTS,
  type Act,
  type ActRow,
  type ChangedKeys,
  type Chord,
  keymapOf,
  type Scope,
  type Settings,
} from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { KeymapContext } from '../../ui/keys/keymap';
import { PLATFORM } from '../../ui/platform';
import { capsOf } from '../../ui/shortcuts';
import { namesOf, withKey } from './changedKeys';
import { Recorder } from './Recorder';
import { Row } from './rows';

const WHERE: Readonly<Record<Scope, string>> = {
  anywhere: 'A shortcut of every window.',
  home: 'A shortcut of Home.',
  terminal: 'A shortcut of terminal windows.',
};

const USUAL = keymapOf({}, PLATFORM);

export function ShortcutRows(props: {
  changed: ChangedKeys;
  change: (change: Partial<Settings>) => void;
}) {
  const { changed, change } = props;
  const save = (act: Act, chord: Chord | null) =>
    change({ shortcuts: withKey(changed, act, chord, PLATFORM) });
  return ACTS.map((row) => (
    <ShortcutRow key={row.act} row={row} save={(chord) => save(row.act, chord)} />
  ));
}

/** A key that was pressed and is not set yet. */
interface Tried {
  readonly chord: Chord;
  /** Why it cannot be, or null: another act has it. */
  readonly why: string | null;
}

function ShortcutRow(props: { row: ActRow; save: (chord: Chord | null) => void }) {
  const { row, save } = props;
  const { act, label, scope } = row;
  const keys = useContext(KeymapContext);
  const [tried, setTried] = useState<Tried | null>(null);
  const set = (chord: Chord | null) => {
    setTried(null);
    save(chord);
  };
  const attempt = (chord: Chord | null) => {
    if (chord === null) return set(null);
    const why = whyNot(chord, PLATFORM, scope);
    if (why === null && holdersOf(chord, act, keys).length === 0) set(chord);
    else setTried({ chord, why });
  };
  const current = keys[act];
  const usual = USUAL[act];
  const holders = tried === null ? [] : holdersOf(tried.chord, act, keys);
  return (
    <Row
      label={label}
      about={WHERE[scope]}
      why={tried === null ? undefined : triedWords(tried, holders)}
      origin={current === usual ? 'default' : 'saved'}
      reset={() => attempt(usual)}
    >
      <div className="shortcut">
        <Recorder label={label} chord={current} onChord={attempt} onBegin={() => setTried(null)} />
        {tried !== null && tried.why === null ? (
          <Button small onPress={() => set(tried.chord)}>
            {`Take it from ${namesOf(holders)}`}
          </Button>
        ) : null}
      </div>
    </Row>
  );
}

function triedWords({ chord, why }: Tried, holders: readonly Act[]): string {
  const caps = capsOf(chord, PLATFORM).join('+');
  if (why !== null) return `${caps} is not set: ${why}.`;
  return `${caps} is not set: “${namesOf(holders)}” has it.`;
}
