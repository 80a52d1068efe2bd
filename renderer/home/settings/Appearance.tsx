/** How windows and terminals look. */
import { DEFAULTS, Settings } from '../../../preload/contract';
import { MAC } from '../../ui/platform';
import { SETTING_NAMES } from '../../ui/setting-names';
import { ChoiceRow } from './ChoiceRow';
import { useFonts } from './fonts';
import { SwitchRow, TextRow } from './rows';

/** What a section shows and how it changes it. */
export interface LookProps {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
}

const THEMES = [
  ['system', 'As the desktop'],
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;

export function ThemeRow({ settings, change }: LookProps) {
  return (
    <ChoiceRow
      label={SETTING_NAMES.theme}
      about="Colours of windows and terminals."
      options={THEMES}
      value={settings.theme}
      usual={DEFAULTS.theme}
      save={(theme) => change({ theme })}
    />
  );
}

/** What a number typed is, or NaN. */
function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

export function FontRows({ settings, change }: LookProps) {
  const { shape } = Settings;
  const [fonts, lookForFonts] = useFonts();
  return (
    <>
      <TextRow
        label={SETTING_NAMES.fontSize}
        about={`In pixels, 8 to 32. ${MAC ? '⌘' : 'Ctrl'} with + and − changes it in a window.`}
        value={String(settings.fontSize)}
        saved={settings.fontSize !== DEFAULTS.fontSize}
        wrong={(text) =>
          shape.fontSize.safeParse(numberOf(text)).success ? null : 'it must be from 8 to 32'
        }
        save={(text) => change({ fontSize: numberOf(text) })}
        reset={() => change({ fontSize: DEFAULTS.fontSize })}
      />
      <TextRow
        label={SETTING_NAMES.fontFamily}
        about="One family, or several with commas between. Empty is the platform’s own."
        value={settings.fontFamily}
        saved={settings.fontFamily !== DEFAULTS.fontFamily}
        suggestions={fonts}
        onFocus={lookForFonts}
        wrong={(text) => (text.length > 200 ? 'it is longer than 200 characters' : null)}
        save={(fontFamily) => change({ fontFamily })}
        reset={() => change({ fontFamily: DEFAULTS.fontFamily })}
      />
    </>
  );
}

const CURSORS = [
  ['block', 'Block'],
  ['bar', 'Bar'],
  ['underline', 'Line'],
] as const;

const BELLS = [
  ['off', 'Off'],
  ['visual', 'Flash'],
  ['sound', 'Sound'],
] as const;

export function TerminalRows({ settings, change }: LookProps) {
  const { shape } = Settings;
  return (
    <>
      <TextRow
        label={SETTING_NAMES.scrollback}
        about="Lines kept above the screen, at most 100,000. The session’s journal keeps more."
        value={String(settings.scrollback)}
        saved={settings.scrollback !== DEFAULTS.scrollback}
        wrong={(text) =>
          shape.scrollback.safeParse(numberOf(text)).success ? null : 'it must be at most 100,000'
        }
        save={(text) => change({ scrollback: numberOf(text) })}
        reset={() => change({ scrollback: DEFAULTS.scrollback })}
      />
      <ChoiceRow
        label={SETTING_NAMES.cursor}
        about="Where what is typed goes; programs may choose another one. Without the focus it is an outline."
        options={CURSORS}
        value={settings.cursor}
        usual={DEFAULTS.cursor}
        save={(cursor) => change({ cursor })}
      />
      <SwitchRow
        label={SETTING_NAMES.cursorBlinks}
        about="While the terminal has the focus."
        value={settings.cursorBlinks}
        usual={DEFAULTS.cursorBlinks}
        save={(cursorBlinks) => change({ cursorBlinks })}
      />
      <ChoiceRow
        label={SETTING_NAMES.bell}
        about="What a program’s bell does: nothing, a flash, or the desktop’s own sound."
        options={BELLS}
        value={settings.bell}
        usual={DEFAULTS.bell}
        save={(bell) => change({ bell })}
      />
      <SwitchRow
        label={SETTING_NAMES.screenReader}
        about="Output is announced. It costs speed."
        value={settings.screenReader}
        usual={DEFAULTS.screenReader}
        save={(screenReader) => change({ screenReader })}
      />
    </>
  );
}
