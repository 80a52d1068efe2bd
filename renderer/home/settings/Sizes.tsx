/** What the sizes of sessions mean in a cluster. */
import { CLUSTER_DEFAULTS, SessionSize, SizeAmounts, type Sizes } from '../../../preload/contract';
import { SETTING_NAMES } from '../../ui/setting-names';
import { TextRow } from './rows';
import type { ClusterChange } from './useEffective';

const USUAL = CLUSTER_DEFAULTS.sizes;

export function SizeRows(props: { sizes: Sizes; change: ClusterChange }) {
  const { sizes, change } = props;
  return SessionSize.options.map((size) => (
    <TextRow
      key={size}
      label={SETTING_NAMES[size]}
      about="CPU and memory as Kubernetes writes them, with a comma between."
      value={text(sizes[size])}
      saved={text(sizes[size]) !== text(USUAL[size])}
      wrong={(typed) => {
        const parsed = SizeAmounts.safeParse(amounts(typed));
        return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'it is not a size');
      }}
      save={(typed) => change({ sizes: { ...sizes, [size]: SizeAmounts.parse(amounts(typed)) } })}
      reset={() => change({ sizes: { ...sizes, [size]: USUAL[size] } })}
    />
  ));
}

function text({ cpu, memory }: SizeAmounts): string {
  return `${cpu}, ${memory}`;
}

/** "1, 2Gi" as its parts. */
function amounts(typed: string): { cpu: string; memory: string } {
  const [cpu = '', memory = '', ...more] = typed.split(/\s*,\s*/);
  return { cpu, memory: [memory, ...more].join(',') };
}
