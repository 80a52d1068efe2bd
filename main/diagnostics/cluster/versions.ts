/** Whether a cluster's version is one that GamGUI is made for. Pure. */
import type { Outcome } from '../../../preload/contract';
import { failed, passed, unchecked, warned } from '../check';

/** Minor versions of Kubernetes 1. An exec needs v5.channel.k8s.io, which came with 1.30; the newest is the one of the tests. */
const MADE_FOR = { oldest: 30, newest: 37 } as const;

const RANGE = `1.${MADE_FOR.oldest} to 1.${MADE_FOR.newest}`;

/** `version` as the API server writes it: "v1.37.2-gke.100". */
export function versionOutcome(version: string): Outcome {
  const [, major, minor = ''] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major !== '1')
    return unchecked(`The cluster says “${version}”, which is no version of Kubernetes 1.`);
  const server = version.replace(/^v/, '');
  if (Number(minor) < MADE_FOR.oldest)
    return failed({
      what: `Server ${server}, too old`,
      why: `GamGUI is made for ${RANGE}. Before 1.${MADE_FOR.oldest} no terminal can be opened: the cluster does not speak the protocol of it.`,
      fix: 'Ask whoever keeps the cluster to upgrade it.',
    });
  if (Number(minor) > MADE_FOR.newest)
    return warned({
      what: `Server ${server}, newer`,
      why: `GamGUI is made for ${RANGE}: what it asks may be answered otherwise there.`,
      fix: 'Look for a newer GamGUI if something does not work.',
    });
  return passed(`Server ${server}, GamGUI made for ${RANGE}`);
}
