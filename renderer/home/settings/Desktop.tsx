/** What the app does on the desktop: in the tray, at log-in, when it is quit. */
import { Radio, RadioGroup } from 'react-aria-components';
import { Settings } from '../../../preload/contract';
import type { LookProps } from './Appearance';
import { Row, SwitchRow } from './rows';

const CLOSE_TO = [
  ['tray', 'Go on in the tray'],
  ['quit', 'Quit'],
] as const;

const QUIT = [
  ['ask', 'Ask'],
  ['leave', 'Leave running'],
  ['end', 'End all'],
] as const;

/** The rows of the section. */
export function DesktopRows(props: LookProps) {
  const { settings, change } = props;
  const { shape } = Settings;
  return (
    <>
      <ChoiceRow
        label="Last window closed"
        about="Where the desktop has no tray, closing the last window quits. Sessions go on either way."
        value={settings.closeTo}
        choices={CLOSE_TO}
        usual="tray"
        save={(closeTo) => change({ closeTo: shape.closeTo.parse(closeTo) })}
      />
      <ChoiceRow
        label="Quit with sessions that run"
        about="A job that runs, and keys that were not sent, are asked about in any case."
        value={settings.quit}
        choices={QUIT}
        usual="ask"
        save={(quit) => change({ quit: shape.quit.parse(quit) })}
      />
      <SwitchRow
        label="Start at log-in"
        about="In the tray, without a window."
        value={settings.startAtLogin}
        save={(startAtLogin) => change({ startAtLogin })}
      />
    </>
  );
}

/** A few values of which one holds. */
function ChoiceRow(props: {
  label: string;
  about: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  usual: string;
  save: (value: string) => void;
}) {
  const { label, about, value, choices, usual, save } = props;
  return (
    <Row
      label={label}
      about={about}
      origin={value === usual ? 'default' : 'saved'}
      reset={() => save(usual)}
    >
      <RadioGroup aria-label={label} value={value} onChange={save}>
        <div className="segments">
          {choices.map(([choice, words]) => (
            <Radio className="segment" key={choice} value={choice}>
              {words}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </Row>
  );
}
