/** Size and life: one of a few, side by side, with what the choice means below. */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { SessionSize, type Sizes } from '../../../preload/contract';
import { useNow } from '../bridge';
import { type Choice, hours, LIVES, lifeOf, lifeWords, sizeName, sizeWords } from './choice';

interface FieldProps {
  readonly choice: Choice;
  readonly change: (part: Partial<Choice>) => void;
}

interface Segment {
  readonly value: string;
  readonly label: string;
}

function Segmented(props: {
  label: string;
  segments: readonly Segment[];
  value: string;
  onChange: (value: string) => void;
  children: React.ReactNode;
}) {
  return (
    <RadioGroup className="field-row" value={props.value} onChange={props.onChange}>
      <Label>{props.label}</Label>
      <div className="field">
        <div className="segments">
          {props.segments.map(({ value, label }) => (
            <Radio className="segment" key={value} value={value}>
              {label}
            </Radio>
          ))}
        </div>
        {props.children}
      </div>
    </RadioGroup>
  );
}

export function SizeField(props: FieldProps & { sizes: Sizes }) {
  const { choice, change, sizes } = props;
  const segments = SessionSize.options.map((value) => ({
    value,
    label: sizeName(value, choice.backend, sizes),
  }));
  return (
    <Segmented
      label="Size"
      segments={segments}
      value={choice.size}
      onChange={(size) => change({ size: SessionSize.parse(size) })}
    >
      <p className="caption">{sizeWords(choice.size, choice.backend, sizes)}</p>
    </Segmented>
  );
}

const LIFE_SEGMENTS: readonly Segment[] = [
  ...LIVES.map((life) => ({ value: String(life), label: `${life} h` })),
  { value: 'none', label: 'No end' },
  { value: 'other', label: 'Other…' },
];

function segmentOf(lifeMs: number | null): string {
  if (lifeMs === null) return 'none';
  const found = LIVES.find((life) => life === hours(lifeMs));
  return found === undefined ? 'other' : String(found);
}

/** When a life ends is written in minutes. ms */
const minutes = () => 10_000;

export function LifeField(props: FieldProps & { idleMs: number | null }) {
  const { choice, change, idleMs } = props;
  const [segment, setSegment] = useState(() => segmentOf(choice.lifeMs));
  const now = useNow(minutes);
  const pick = (value: string) => {
    setSegment(value);
    if (value === 'none') change({ lifeMs: null });
    else if (value !== 'other') change({ lifeMs: lifeOf(Number(value)) });
    else if (choice.lifeMs === null) change({ lifeMs: lifeOf(8) });
  };
  return (
    <Segmented label="Life" segments={LIFE_SEGMENTS} value={segment} onChange={pick}>
      {segment === 'other' ? <OtherLife choice={choice} change={change} /> : null}
      <p className="caption">{lifeWords(choice.lifeMs, idleMs, now)}</p>
    </Segmented>
  );
}

function OtherLife(props: FieldProps) {
  const [typed, setTyped] = useState(() => String(hours(props.choice.lifeMs ?? lifeOf(8))));
  return (
    <label className="other-life">
      <input
        className="ask-field"
        inputMode="decimal"
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: "Other…" was chosen to type here
        autoFocus
        onChange={(event) => {
          setTyped(event.target.value);
          const number = Number(event.target.value.replace(',', '.'));
          if (number > 0) props.change({ lifeMs: lifeOf(number) });
        }}
      />
      hours, at most 720
    </label>
  );
}
