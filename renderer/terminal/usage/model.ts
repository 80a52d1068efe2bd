/** What is shown of a session's usage, and when its memory is nearly full. Pure. */
import type { Session, Sizes, UsageSample } from '../../../preload/contract';
import { largerSize, memoryWords, SIZE_NAMES } from '../../ui/session/choice';
import { bytes } from '../../ui/time';

const MEBI = 2 ** 20;
const GIBI = 2 ** 30;

/** Memory as Kubernetes writes it: "211 MiB", "1.5 GiB". */
export function memory(n: number): string {
  return n < GIBI ? `${Math.round(n / MEBI)} MiB` : `${(n / GIBI).toFixed(1)} GiB`;
}

/** One of the things a session uses. */
export interface Meter {
  readonly name: 'CPU' | 'Memory' | 'Disk';
  /** What is used now, in words; null: not known. */
  readonly words: string | null;
  /** From 0 to 1, or null: there is no limit, or it is not known. */
  readonly part: number | null;
  /** By time: ms since 1970, and from 0 to 1 of the top of the chart. */
  readonly points: readonly { readonly at: number; readonly part: number }[];
  /** What the top of the chart is. */
  readonly top: string;
}

type Kind = 'cpu' | 'memory' | 'disk';

/** All three, from samples with the oldest first. */
export function metersOf(samples: readonly UsageSample[]): Meter[] {
  const now = samples.at(-1);
  const percent = (cpu: number) => `${Math.round(cpu * 100)} %`;
  return [
    meter('CPU', samples, 'cpu', null, now?.cpu == null ? null : percent(now.cpu), percent),
    meter(
      'Memory',
      samples,
      'memory',
      now?.memoryLimit ?? null,
      of(now?.memory, now?.memoryLimit, memory),
      memory,
    ),
    meter(
      'Disk',
      samples,
      'disk',
      now?.diskLimit ?? null,
      of(now?.disk, now?.diskLimit, bytes),
      bytes,
    ),
  ];
}

/** "211 MiB of 512 MiB", "211 MiB". */
function of(
  used: number | null | undefined,
  limit: number | null | undefined,
  words: (n: number) => string,
) {
  if (used == null) return null;
  return limit == null ? words(used) : `${words(used)} of ${words(limit)}`;
}

function meter(
  name: Meter['name'],
  samples: readonly UsageSample[],
  kind: Kind,
  limit: number | null,
  words: string | null,
  topWords: (n: number) => string,
): Meter {
  const known = samples.flatMap((one) => {
    const value = one[kind];
    return value === null ? [] : [{ at: one.at, value }];
  });
  // Without a limit the chart goes up to what was most; a whole processor at least.
  const top = limit ?? Math.max(1, ...known.map(({ value }) => value));
  const last = known.at(-1)?.value;
  return {
    name,
    words,
    part: limit === null || last === undefined ? null : Math.min(1, last / limit),
    points: known.map(({ at, value }) => ({ at, part: Math.min(1, value / top) })),
    top: topWords(top),
  };
}

/** From this part of its limit on, for so long, memory is nearly full. ms */
const NEAR = 0.9;
const NEAR_MS = 9_000;

/** Whether memory has been nearly full for a while, by samples with the oldest first. */
export function isMemoryNear(samples: readonly UsageSample[]): boolean {
  const near = ({ memory: used, memoryLimit }: UsageSample) =>
    used !== null && memoryLimit !== null && used >= NEAR * memoryLimit;
  const last = samples.at(-1);
  if (last === undefined || !near(last)) return false;
  const below = samples.findLastIndex((one) => !near(one));
  const first = samples[below + 1];
  return first !== undefined && last.at - first.at >= NEAR_MS;
}

/** What is said then: why it matters, and what to do. */
export function nearText(
  sample: UsageSample,
  { backend, size }: Pick<Session, 'backend' | 'size'>,
  sizes: Sizes,
): { title: string; text: string } {
  const words = of(sample.memory, sample.memoryLimit, memory) ?? '';
  const larger = backend === 'local' ? null : largerSize(size);
  const next =
    larger === null
      ? 'Run the work in parts.'
      : `Choose ${SIZE_NAMES[larger]} next time, which has ${memoryWords(sizes[larger].memory)}.`;
  return {
    title: `Memory is nearly full: ${words}.`,
    text: `Where it runs out, what runs is lost. ${next}`,
  };
}
