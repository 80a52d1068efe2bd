/** What the namespace has room for: quotas and limits beside what sessions ask for. Pure but for the reads. */
import { z } from 'zod';
import type { Outcome, SessionSize } from '../../../preload/contract';
import { amount } from '../../../preload/values';
import { SESSION_ROOM } from '../../backends/kubernetes/pods/manifest';
import { type Check, failed, passed, warned } from '../check';
import { commandField, kubectl } from '../commands';
import type { ClusterLook } from './look';
import { ifReadable } from './tell';

const amounts = z.record(z.string(), z.string()).optional();
const Quota = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ hard: amounts }).optional(),
  status: z.object({ hard: amounts, used: amounts }).optional(),
});
const Range = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    limits: z.array(z.object({ type: z.string(), max: amounts, min: amounts })).nullish(),
  }),
});
type Quota = z.infer<typeof Quota>;
type Range = z.infer<typeof Range>;
type Where = Pick<ClusterLook, 'place' | 'settings'>;

export function amountChecks(look: ClusterLook): Check[] {
  return [
    {
      id: 'quota',
      title: 'Quota left',
      needs: 'user',
      run: ({ signal, names }) => {
        const words = {
          what: 'Not read',
          unreadable: 'You may not list the quotas of the namespace.',
        };
        return ifReadable(look, words, async () => {
          const quotas = await look.list(Quota, { resource: 'resourcequotas' }, signal);
          for (const { metadata } of quotas) names.add('object', metadata.name);
          return quotaOutcome(quotas, look);
        });
      },
    },
    {
      id: 'limits',
      title: 'Limits of a pod',
      needs: 'user',
      run: ({ signal, names }) => {
        const words = {
          what: 'Not read',
          unreadable: 'You may not list the limits of the namespace.',
        };
        return ifReadable(look, words, async () => {
          const ranges = await look.list(Range, { resource: 'limitranges' }, signal);
          for (const { metadata } of ranges) names.add('object', metadata.name);
          return limitsOutcome(ranges, look);
        });
      },
    },
  ];
}

/** What one standard session adds to each count that a quota can have. https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
function needsOf({ settings }: Where): Readonly<Record<string, string>> {
  const { cpu, memory } = settings.sizes.standard;
  const disk = SESSION_ROOM;
  return {
    pods: '1',
    'count/pods': '1',
    cpu,
    'requests.cpu': cpu,
    'limits.cpu': cpu,
    memory,
    'requests.memory': memory,
    'limits.memory': memory,
    'requests.ephemeral-storage': disk,
    'limits.ephemeral-storage': disk,
    ...(settings.volume === null
      ? {}
      : { persistentvolumeclaims: '1', 'requests.storage': settings.volume }),
  };
}

/** One line of a quota. */
interface Count {
  readonly quota: string;
  readonly what: string;
  readonly hard: number;
  readonly used: number;
  readonly need: number;
}

function countsOf(quotas: readonly Quota[], where: Where): Count[] {
  const needs = needsOf(where);
  return quotas.flatMap(({ metadata, spec, status }) => {
    const hard = status?.hard ?? spec?.hard ?? {};
    return Object.entries(needs).flatMap(([what, need]) => {
      const bound = hard[what];
      if (bound === undefined) return [];
      const used = amount(status?.used?.[what] ?? '0');
      return [{ quota: metadata.name, what, hard: amount(bound), used, need: amount(need) }];
    });
  });
}

/** Whether there is room for one more session, and for how much. */
export function quotaOutcome(quotas: readonly Quota[], where: Where): Outcome {
  if (quotas.length === 0) return passed('No quota is set');
  const counts = countsOf(quotas, where);
  // Quantities are no whole numbers: 0.1 + 0.2 is not to fail 0.3.
  const full = counts.find(({ hard, used, need }) => hard - used - need < -1e-6);
  if (full === undefined)
    return passed(leftWords(counts) || 'Its quotas do not count what sessions use');
  const { quota, what, hard, used } = full;
  const { namespace } = where.place;
  return failed({
    what: `No room for a session: ${what}`,
    why: `The quota ${quota} of ${namespace} allows ${shown(what, hard)} of ${what}, ${shown(what, used)} are used, and a standard session needs ${shown(what, full.need)}.`,
    fix: 'End a session, or ask for more.',
    ...commandField(kubectl(where.place, ['describe', 'resourcequota', quota])),
  });
}

/** What is shown of what is left, in this order. */
const SHOWN: readonly (readonly [names: readonly string[], words: string])[] = [
  [['pods', 'count/pods'], 'pods'],
  [['requests.cpu', 'cpu', 'limits.cpu'], 'CPU'],
  [['requests.memory', 'memory', 'limits.memory'], 'memory'],
];

function leftWords(counts: readonly Count[]): string {
  const lines = SHOWN.flatMap(([names, words]) => {
    const all = counts.filter(({ what }) => names.includes(what));
    const [least] = all.sort((a, b) => a.hard - a.used - (b.hard - b.used));
    if (least === undefined) return [];
    const { what, hard, used } = least;
    return [`${shown(what, hard - used)} of ${shown(what, hard)} ${words}`];
  });
  return lines.join(', ');
}

function shown(what: string, value: number): string {
  const isBytes = /memory|storage/.test(what);
  return isBytes ? bytesWords(value) : String(Math.round(value * 1000) / 1000);
}

/** As Kubernetes counts memory: "5.5 GiB". */
export function bytesWords(value: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let [left, unit] = [value / 1024, 0];
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit += 1;
  }
  return `${Math.round(left * 10) / 10} ${units[unit]}`;
}

const SIZES: readonly SessionSize[] = ['standard', 'large', 'extra-large'];

/** Whether each size fits between the limits of the namespace. */
export function limitsOutcome(ranges: readonly Range[], where: Where): Outcome {
  const bounds = ranges.flatMap(({ metadata, spec }) =>
    (spec.limits ?? [])
      .filter(({ type }) => type === 'Container' || type === 'Pod')
      .map(({ max = {}, min = {} }) => ({ name: metadata.name, max, min })),
  );
  if (bounds.length === 0) return passed('No limits are set');
  const broken = SIZES.flatMap((size) => {
    const asks: Record<string, string> = { ...where.settings.sizes[size] };
    asks['ephemeral-storage'] = SESSION_ROOM;
    const found = Object.entries(asks).flatMap(([what, value]) =>
      bounds.flatMap(({ name, max, min }) => {
        const [most, least] = [max[what], min[what]];
        if (most !== undefined && amount(value) > amount(most))
          return [{ size, name, words: `${what} ${value}, at most ${most} is allowed` }];
        if (least !== undefined && amount(value) < amount(least))
          return [{ size, name, words: `${what} ${value}, at least ${least} is wanted` }];
        return [];
      }),
    );
    return found.slice(0, 1);
  });
  const [first] = broken;
  if (first === undefined) return passed('All three sizes fit');
  const trouble = {
    what: `Does not fit: ${broken.map(({ size }) => size).join(', ')}`,
    why: `The limits of ${where.place.namespace} refuse ${broken.map(({ size, words }) => `${size} (${words})`).join('; ')}.`,
    fix: 'Change the sizes in the settings, or ask for other limits.',
    ...commandField(kubectl(where.place, ['describe', 'limitrange', first.name])),
  };
  return first.size === 'standard' ? failed(trouble) : warned(trouble);
}
