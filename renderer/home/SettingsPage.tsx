/** The settings there are, on one page; each holds as soon as it is made. */
import '../ui/segments.css';
import '../ui/session/ask.css';
import './settings.css';
import { type ReactNode, useEffect, useState } from 'react';
import { Label, Radio, RadioGroup, Switch } from 'react-aria-components';
import { type AppError, Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { MAC } from '../ui/platform';

interface PageProps {
  readonly settings: Settings;
  readonly onFail: (error: AppError) => void;
  readonly attention: ReactNode;
}

type Change = (change: Partial<Settings>) => void;

export function SettingsPage(props: PageProps) {
  const { settings, onFail, attention } = props;
  const change: Change = async (part) => {
    const answer = await bridge.call('settings.set', part);
    if (!answer.ok) onFail(answer.error);
  };
  return (
    <div className="settings-page">
      <h1>Settings</h1>
      {attention}
      <h2>Appearance</h2>
      <ThemeRow settings={settings} change={change} />
      <h2>Terminal</h2>
      <NumberRow
        label="Font size"
        about={`In pixels, 8 to 32. ${MAC ? '⌘' : 'Ctrl'} with + and − changes it in a window.`}
        value={settings.fontSize}
        check={(fontSize) => Settings.shape.fontSize.safeParse(fontSize).success}
        save={(fontSize) => change({ fontSize })}
      />
      <TextRow
        label="Font"
        about="One family, or several with commas between. Empty is the platform’s own."
        value={settings.fontFamily}
        save={(fontFamily) => change({ fontFamily })}
      />
      <NumberRow
        label="Scrollback"
        about="Lines kept above the screen, at most 100,000. The session’s journal keeps more."
        value={settings.scrollback}
        check={(scrollback) => Settings.shape.scrollback.safeParse(scrollback).success}
        save={(scrollback) => change({ scrollback })}
      />
      <SwitchRow
        label="Copy what is selected"
        about="As soon as the mouse is released."
        value={settings.copyOnSelect}
        save={(copyOnSelect) => change({ copyOnSelect })}
      />
      <SwitchRow
        label="Screen reader mode"
        about="Output is announced. It costs speed."
        value={settings.screenReader}
        save={(screenReader) => change({ screenReader })}
      />
    </div>
  );
}

function About(props: { label: string; about: string }) {
  return (
    <div>
      <span className="first">{props.label}</span>
      <p className="second">{props.about}</p>
    </div>
  );
}

const THEMES = [
  ['system', 'As the desktop'],
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;

function ThemeRow(props: { settings: Settings; change: Change }) {
  return (
    <RadioGroup
      className="setting"
      value={props.settings.theme}
      onChange={(theme) => props.change({ theme: Settings.shape.theme.parse(theme) })}
    >
      <div>
        <Label className="first">Theme</Label>
        <p className="second">Colours of windows and terminals.</p>
      </div>
      <div className="segments">
        {THEMES.map(([value, label]) => (
          <Radio className="segment" key={value} value={value}>
            {label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

interface RowProps<T> {
  readonly label: string;
  readonly about: string;
  readonly value: T;
  readonly save: (value: T) => void;
}

/** A field that is saved with Enter or when it is left. */
function TextRow(props: RowProps<string> & { bad?: (text: string) => boolean }) {
  const { label, about, value, save, bad } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wrong = bad?.(text) ?? false;
  const keep = () => {
    if (wrong) setText(value);
    else if (text !== value) save(text);
  };
  return (
    <div className="setting">
      <About label={label} about={about} />
      <input
        className="ask-field"
        aria-label={label}
        aria-invalid={wrong}
        maxLength={200}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
    </div>
  );
}

function NumberRow(props: RowProps<number> & { check: (value: number) => boolean }) {
  const { value, save, check, ...rest } = props;
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);
  return (
    <TextRow
      {...rest}
      value={String(value)}
      bad={(text) => !check(number(text))}
      save={(text) => save(number(text))}
    />
  );
}

function SwitchRow(props: RowProps<boolean>) {
  const { label, about, value, save } = props;
  return (
    <div className="setting">
      <About label={label} about={about} />
      <Switch className="switch" aria-label={label} isSelected={value} onChange={save}>
        <span className="track" />
      </Switch>
    </div>
  );
}
