/** The contexts of the kubeconfig. */
import { useEffect, useState } from 'react';
import type { AppError, ClusterSettings, KubeContext } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { choose } from './choose';
import { Found } from './Found';

export function ContextList(props: { chosen: ClusterSettings; onFail: (error: AppError) => void }) {
  const { chosen, onFail } = props;
  const { kubeconfig } = chosen;
  const [found, setFound] = useState<readonly KubeContext[] | AppError | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other files have other contexts
  useEffect(() => {
    let gone = false;
    void bridge.call('contexts.list').then((answer) => {
      if (!gone) setFound(answer.ok ? answer.value : answer.error);
    });
    return () => {
      gone = true;
    };
  }, [kubeconfig]);
  if (found === null) return null;
  if ('code' in found) return <Problem error={found} />;
  if (found.length === 0)
    return <p className="second">The kubeconfig has no contexts, or there is no such file.</p>;
  return (
    <Found
      label="Contexts"
      entries={found.map(({ name, server, user, isCurrent }) => ({
        key: name,
        title: name,
        detail: `${server}, as ${user}${isCurrent ? ', kubectl’s current one' : ''}`,
        chosen: chosen.way === 'kubeconfig' && chosen.context === name,
        usable: true,
        choose: () => void choose({ way: 'kubeconfig', context: name }, onFail),
      }))}
    />
  );
}
