/** A field that takes the next keys that are pressed. */
import { type KeyboardEvent, useState } from 'react';
import type { Chord } from '../../../preload/contract';
import { Keys } from '../../ui/Button';
import { PLATFORM } from '../../ui/platform';
import { capsOf, chordOf } from '../../ui/shortcuts';

interface RecorderProps {
  /** What the keys are for. */
  readonly label: string;
  readonly chord: Chord | null;
  /** Called with the keys; null: there are to be none. */
  readonly onChord: (chord: Chord | null) => void;
  readonly onBegin: () => void;
}

/** Enter or a press begins; Escape and Tab give up, Backspace takes the keys away. */
export function Recorder(props: RecorderProps) {
  const { label, chord, onChord, onBegin } = props;
  const [records, setRecords] = useState(false);
  const caps = capsOf(chord, PLATFORM);
  const begin = () => {
    onBegin();
    setRecords(true);
  };
  const press = (event: KeyboardEvent) => {
    if (!records || event.key === 'Tab') return;
    // What is held alone is waited with, and no field or window is to act on these keys.
    event.preventDefault();
    event.stopPropagation();
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const pressed = chordOf(event.nativeEvent);
    if (isPlain && event.key === 'Escape') return setRecords(false);
    if (pressed === null) return;
    setRecords(false);
    onChord(isPlain && event.key === 'Backspace' ? null : pressed);
  };
  return (
    <button
      type="button"
      className="recorder"
      title="Press it, then the keys. Escape gives up, Backspace takes the keys away."
      onClick={records ? undefined : begin}
      onKeyDown={press}
      onBlur={() => setRecords(false)}
      {...(records ? { 'data-records-keys': '' } : {})}
    >
      <span className="unseen">{`${label}: ${records ? '' : caps.join('+') || 'none'}`}</span>
      <Shown records={records} caps={caps} />
    </button>
  );
}

function Shown(props: { records: boolean; caps: readonly string[] }) {
  if (props.records) return <span>Press the keys…</span>;
  return props.caps.length === 0 ? <span aria-hidden>None</span> : <Keys caps={props.caps} />;
}
