/** Copying and pasting, and dropping files. */
import { DEFAULTS } from '../../../preload/contract';
import { MAC, PLATFORM } from '../../ui/platform';
import { SETTING_NAMES } from '../../ui/setting-names';
import type { LookProps } from './Appearance';
import { ChoiceRow } from './ChoiceRow';
import { SwitchRow } from './rows';

const ASKS = [
  ['always', 'Always'],
  ['real', 'But in the demo'],
] as const;

export function PasteRows({ settings, change }: LookProps) {
  return (
    <>
      <SwitchRow
        label={SETTING_NAMES.copyOnSelect}
        about="As soon as the mouse is released."
        value={settings.copyOnSelect}
        usual={DEFAULTS.copyOnSelect}
        save={(copyOnSelect) => change({ copyOnSelect })}
      />
      {PLATFORM === 'linux' ? (
        <SwitchRow
          label={SETTING_NAMES.middleClickPastes}
          about="What is selected in whatever window, with the middle mouse button."
          value={settings.middleClickPastes}
          usual={DEFAULTS.middleClickPastes}
          save={(middleClickPastes) => change({ middleClickPastes })}
        />
      ) : null}
      <ChoiceRow
        label={SETTING_NAMES.pasteAsks}
        about="The text is shown first: each line end may run a command."
        options={ASKS}
        value={settings.pasteAsks}
        usual={DEFAULTS.pasteAsks}
        save={(pasteAsks) => change({ pasteAsks })}
      />
      <SwitchRow
        label={SETTING_NAMES.dropPutsPaths}
        about={`Files dropped on the terminal put their paths at the prompt. ${MAC ? '⌥' : 'Ctrl'} while dropping means the other.`}
        value={settings.dropPutsPaths}
        usual={DEFAULTS.dropPutsPaths}
        save={(dropPutsPaths) => change({ dropPutsPaths })}
      />
    </>
  );
}
