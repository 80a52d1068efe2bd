/** Rows of the settings: what it is, its value, and where that comes from. */
import { Lock, Save, Variable } from 'lucide-react';
import { type ReactNode, useContext, useEffect, useId, useState } from 'react';
import { Button as Pressable, Switch } from 'react-aria-components';
import type { EffectiveSetting } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Icon, StateMark } from '../../ui/Icon';
import { isWanted, SettingFilter } from './filter';

/** Where a value comes from, as its column shows it. */
interface OriginProps {
  readonly origin: EffectiveSetting['origin'];
  /** The variable that gives it. */
  readonly variable?: string;
  /** Goes back to the default. */
  readonly reset?: () => void;
  /** What is reset, for those who do not see the row. */
  readonly label: string;
}

function Origin(props: OriginProps) {
  const { origin, variable, reset, label } = props;
  if (origin === 'default') return <div className="origin text-3">Default</div>;
  if (origin === 'saved')
    return (
      <div className="origin text-2">
        <Icon of={Save} size={14} className="tone-ok" />
        <span>
          Saved{' '}
          {reset === undefined ? null : (
            <Pressable className="link-button" aria-label={`Reset ${label}`} onPress={reset}>
              Reset
            </Pressable>
          )}
        </span>
      </div>
    );
  return (
    <div className="origin text-2">
      {origin === 'environment' ? (
        <Icon of={Variable} size={14} className="tone-accent" />
      ) : (
        <StateMark icon="triangle-alert" tone="warn" />
      )}
      <span>
        {origin === 'environment' ? 'Environment' : 'Default instead'}
        <code className="variable selectable">{variable}</code>
      </span>
    </div>
  );
}

/** A row; `why` takes the place of what it is for. */
export function Row(props: {
  label: string;
  about: ReactNode;
  why?: string | undefined;
  aboutId?: string;
  origin: OriginProps['origin'];
  variable?: string;
  reset?: () => void;
  children: ReactNode;
}) {
  const { label, about, why, aboutId, children, ...origin } = props;
  const filter = useContext(SettingFilter);
  if (!isWanted(filter, { label, about, origin: props.origin })) return null;
  return (
    <div className="setting" data-setting={label}>
      <div>
        <span className="first">{label}</span>
        <p className={`second ${why === undefined ? '' : 'tone-warn selectable'}`} id={aboutId}>
          {why === undefined ? about : visible(why)}
        </p>
      </div>
      {children}
      <Origin {...origin} label={label} />
    </div>
  );
}

interface TextRowProps {
  readonly label: string;
  readonly about: string;
  readonly value: string;
  readonly saved: boolean;
  /** Why a text cannot be saved, or null: it can. */
  readonly wrong?: (text: string) => string | null;
  readonly save: (text: string) => void;
  readonly reset: () => void;
  /** What can be chosen instead of typing. */
  readonly suggestions?: readonly string[];
  readonly onFocus?: () => void;
}

/** A field that is saved with Enter or when it is left; what cannot be saved stays, with the reason. */
export function TextRow(props: TextRowProps) {
  const { label, about, value, saved, save, reset, suggestions = [], onFocus } = props;
  const [text, setText] = useState(value);
  const id = useId();
  useEffect(() => setText(value), [value]);
  const wrong = text === value ? null : (props.wrong?.(text.trim()) ?? null);
  const keep = () => {
    if (wrong === null && text.trim() !== value) save(text.trim());
  };
  return (
    <Row
      label={label}
      about={about}
      aboutId={id}
      why={wrong === null ? undefined : `It is not saved: ${wrong}.`}
      origin={saved ? 'saved' : 'default'}
      reset={reset}
    >
      <input
        className="ask-field"
        aria-label={label}
        aria-describedby={id}
        aria-invalid={wrong !== null}
        {...(suggestions.length > 0 ? { list: `${id}-list` } : {})}
        onFocus={onFocus}
        maxLength={4096}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setText(value);
        }}
      />
      {suggestions.length === 0 ? null : (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Row>
  );
}

/** A value that is changed where the app is started. */
export function LockedRow(props: { setting: EffectiveSetting }) {
  const { label, effect, why, value, origin, variable } = props.setting;
  const id = useId();
  const text = value === null ? '' : visible(value);
  return (
    <Row label={label} about={effect} why={why} aboutId={id} origin={origin} variable={variable}>
      <span className="locked">
        <input
          className="ask-field"
          aria-label={label}
          aria-describedby={id}
          title={text}
          placeholder="None"
          readOnly
          value={text}
        />
        <Icon of={Lock} size={14} />
      </span>
    </Row>
  );
}

export function SwitchRow(props: {
  label: string;
  about: string;
  value: boolean;
  /** What holds where nothing was chosen. */
  usual: boolean;
  save: (value: boolean) => void;
}) {
  const { label, about, value, usual, save } = props;
  return (
    <Row
      label={label}
      about={about}
      origin={value === usual ? 'default' : 'saved'}
      reset={() => save(usual)}
    >
      <Switch className="switch" aria-label={label} isSelected={value} onChange={save}>
        <span className="track" />
      </Switch>
    </Row>
  );
}
