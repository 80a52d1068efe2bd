/** What the desktop is told. It is names of tenants and sessions and counts only: a locked screen shows them. */
import { DEFAULTS } from '../../../preload/contract';
import { SETTING_NAMES } from '../../ui/setting-names';
import type { LookProps } from './Appearance';
import { SwitchRow } from './rows';

export function NotifyRows({ settings, change }: LookProps) {
  return (
    <>
      <SwitchRow
        label={SETTING_NAMES.notifyEnds}
        about="When a session ends by itself, or will soon, and its window is not in front."
        value={settings.notifyEnds}
        usual={DEFAULTS.notifyEnds}
        save={(notifyEnds) => change({ notifyEnds })}
      />
      <SwitchRow
        label={SETTING_NAMES.notifyJobs}
        about="When a job that ran for more than 10 s ends, and its window is not in front."
        value={settings.notifyJobs}
        usual={DEFAULTS.notifyJobs}
        save={(notifyJobs) => change({ notifyJobs })}
      />
    </>
  );
}
