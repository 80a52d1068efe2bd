/** The contexts of the kubeconfig. */
import { useCallback } from 'react';
import type { AppError, ClusterSettings } from '../../../preload/contract';
import { bridge, useAnswer } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { choose } from './choose';
import { Found } from './Found';

export function ContextList(props: { chosen: ClusterSettings; onFail: (error: AppError) => void }) {
  const { chosen, onFail } = props;
  const { kubeconfig } = chosen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other files have other contexts
  const ask = useCallback(() => bridge.call('contexts.list'), [kubeconfig]);
  const answer = useAnswer(ask);
  if (answer === null) return null;
  if (!answer.ok) return <Problem error={answer.error} />;
  const found = answer.value;
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
