/** How windows and terminals look. */
import { Radio, RadioGroup } from 'react-aria-components';
import { Settings } from '../../../preload/contract';
import { MAC } from '../../ui/platform';
import { SETTING_NAMES } from '../../ui/setting-names';
import { Row, SwitchRow, TextRow } from './rows';

/** What the two sections show and how they change it. */
export interface LookProps {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
}

const THEMES = [
  ['system', 'As the desktop'],
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;

export function ThemeRow(props: LookProps) {
  const { settings, change } = props;
  return (
    <Row
      label={SETTING_NAMES.theme}
      about="Colours of windows and terminals."
      origin={settings.theme === 'system' ? 'default' : 'saved'}
      reset={() => change({ theme: 'system' })}
    >
      <RadioGroup
        aria-label="Theme"
        value={settings.theme}
        onChange={(theme) => change({ theme: Settings.shape.theme.parse(theme) })}
      >
        <div className="segments">
          {THEMES.map(([value, label]) => (
            <Radio className="segment" key={value} value={value}>
              {label}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </Row>
  );
}

/** What a number typed is, or NaN. */
function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

export function TerminalRows(props: LookProps) {
  const { settings, change } = props;
  const { shape } = Settings;
  return (
    <>
      <TextRow
        label={SETTING_NAMES.fontSize}
        about={`In pixels, 8 to 32. ${MAC ? '⌘' : 'Ctrl'} with + and − changes it in a window.`}
        value={String(settings.fontSize)}
        saved={settings.fontSize !== 13}
        wrong={(text) =>
          shape.fontSize.safeParse(numberOf(text)).success ? null : 'it must be from 8 to 32'
        }
        save={(text) => change({ fontSize: numberOf(text) })}
        reset={() => change({ fontSize: 13 })}
      />
      <TextRow
        label={SETTING_NAMES.fontFamily}
        about="One family, or several with commas between. Empty is the platform’s own."
        value={settings.fontFamily}
        saved={settings.fontFamily !== ''}
        wrong={(text) => (text.length > 200 ? 'it is longer than 200 characters' : null)}
        save={(fontFamily) => change({ fontFamily })}
        reset={() => change({ fontFamily: '' })}
      />
      <TextRow
        label={SETTING_NAMES.scrollback}
        about="Lines kept above the screen, at most 100,000. The session’s journal keeps more."
        value={String(settings.scrollback)}
        saved={settings.scrollback !== 10_000}
        wrong={(text) =>
          shape.scrollback.safeParse(numberOf(text)).success ? null : 'it must be at most 100,000'
        }
        save={(text) => change({ scrollback: numberOf(text) })}
        reset={() => change({ scrollback: 10_000 })}
      />
      <SwitchRow
        label={SETTING_NAMES.copyOnSelect}
        about="As soon as the mouse is released."
        value={settings.copyOnSelect}
        save={(copyOnSelect) => change({ copyOnSelect })}
      />
      <SwitchRow
        label={SETTING_NAMES.dropPutsPaths}
        about={`Files dropped on the terminal put their paths at the prompt. ${MAC ? '⌥' : 'Ctrl'} while dropping means the other.`}
        value={settings.dropPutsPaths}
        save={(dropPutsPaths) => change({ dropPutsPaths })}
      />
      <SwitchRow
        label={SETTING_NAMES.screenReader}
        about="Output is announced. It costs speed."
        value={settings.screenReader}
        save={(screenReader) => change({ screenReader })}
      />
    </>
  );
}
