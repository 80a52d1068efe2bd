/** Whether the user is told of newer versions; a build from source knows of none, and says so. */
import '../updates/updates.css';
import { Switch } from 'react-aria-components';
import { DEFAULTS } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { SETTING_NAMES } from '../../ui/setting-names';
import { useUpdates } from '../updates/useUpdates';
import { settingWords } from '../updates/words';
import type { LookProps } from './Appearance';
import { Row } from './rows';

const LABEL = SETTING_NAMES.tellUpdates;

export function UpdateRow({ settings, change }: LookProps) {
  const status = useUpdates();
  const { tellUpdates } = settings;
  return (
    <Row
      label={LABEL}
      about={settingWords(status)}
      origin={tellUpdates === DEFAULTS.tellUpdates ? 'default' : 'saved'}
      reset={() => change({ tellUpdates: DEFAULTS.tellUpdates })}
    >
      <div className="update-setting">
        {status === null || status.from === null ? null : (
          <Switch
            className="switch"
            aria-label={LABEL}
            isSelected={tellUpdates}
            onChange={(value) => change({ tellUpdates: value })}
          >
            <span className="track" />
          </Switch>
        )}
        <Button small onPress={() => void bridge.call('updates.sheet')}>
          Check for updates…
        </Button>
      </div>
    </Row>
  );
}
