/** The two ways to a cluster, and the list of what each has. */
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { AppError, EffectiveSetting, Settings } from '../../../preload/contract';
import { useGoogle } from '../../ui/bridge';
import { Account } from './Account';
import { ContextList } from './ContextList';
import { GoogleClusters } from './GoogleClusters';

type Way = 'gke' | 'kubeconfig';

interface PickerProps {
  readonly settings: Settings;
  readonly list: readonly EffectiveSetting[];
  readonly onFail: (error: AppError) => void;
}

export function ClusterPicker(props: PickerProps) {
  const { settings, list, onFail } = props;
  const project = list.find(({ key }) => key === 'project')?.value ?? null;
  const given = givenBy(list);
  const [way, setWay] = useState<Way>(settings.cluster.way ?? 'gke');
  const google = useGoogle();
  return (
    <div className="picker">
      {given === null ? null : (
        <p className="second selectable">
          {`${given} says which cluster is used. A choice made here holds when it is no longer set.`}
        </p>
      )}
      <RadioGroup
        aria-label="How to reach a cluster"
        value={way}
        onChange={(value) => setWay(value === 'gke' ? 'gke' : 'kubeconfig')}
      >
        <div className="segments">
          <Radio className="segment" value="gke">
            Sign in with Google
          </Radio>
          <Radio className="segment" value="kubeconfig">
            From a kubeconfig
          </Radio>
        </div>
      </RadioGroup>
      {way === 'gke' && google.value !== null ? (
        <>
          <Account google={google.value} onFail={onFail} />
          {google.value.kind === 'signed-in' ? (
            <GoogleClusters project={project} chosen={settings.cluster} onFail={onFail} />
          ) : null}
        </>
      ) : null}
      {way === 'kubeconfig' ? <ContextList chosen={settings.cluster} onFail={onFail} /> : null}
    </div>
  );
}

/** The variable that names the cluster, or null. */
function givenBy(list: readonly EffectiveSetting[]): string | null {
  const naming = list.filter(({ key }) => key === 'clusterName' || key === 'context');
  const found = naming.find(
    ({ origin }) => origin === 'environment' || origin === 'default-instead',
  );
  return found?.variable ?? null;
}
