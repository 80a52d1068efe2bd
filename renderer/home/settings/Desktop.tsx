/** What the app does on the desktop: in the tray, at log-in, when it is quit. */
import { DEFAULTS } from '../../../preload/contract';
import { SETTING_NAMES } from '../../ui/setting-names';
import type { LookProps } from './Appearance';
import { ChoiceRow } from './ChoiceRow';
import { SwitchRow } from './rows';

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
  return (
    <>
      <ChoiceRow
        label={SETTING_NAMES.closeTo}
        about="Where the desktop has no tray, closing the last window quits. Sessions go on either way."
        value={settings.closeTo}
        options={CLOSE_TO}
        usual={DEFAULTS.closeTo}
        save={(closeTo) => change({ closeTo })}
      />
      <ChoiceRow
        label={SETTING_NAMES.quit}
        about="A job that runs, and keys that were not sent, are asked about in any case."
        value={settings.quit}
        options={QUIT}
        usual={DEFAULTS.quit}
        save={(quit) => change({ quit })}
      />
      <SwitchRow
        label={SETTING_NAMES.startAtLogin}
        about="In the tray, without a window."
        value={settings.startAtLogin}
        usual={DEFAULTS.startAtLogin}
        save={(startAtLogin) => change({ startAtLogin })}
      />
    </>
  );
}
