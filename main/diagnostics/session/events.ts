/** What the cluster says happened to a pod: sorted, each once, warnings first told. Pure. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { serverWords } from '../../backends/kubernetes/rest/words';
import { passed, warned } from '../check';
import { commandField } from '../commands';

/** What is looked at of an event; old and new ones have their times and counts in different fields. */
export const PodEvent = z.object({
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  metadata: z.object({ creationTimestamp: z.string().nullish() }).optional(),
  series: z.object({ count: z.number(), lastObservedTime: z.string().nullish() }).nullish(),
});
export type PodEvent = z.infer<typeof PodEvent>;

/** One thing that happened, as often as it did. */
export interface Happening {
  readonly isWarning: boolean;
  readonly text: string;
  readonly count: number;
  /** The last time, ms since 1970, or 0: not known. */
  readonly at: number;
}

function timeOf(event: PodEvent): number {
  const { series, lastTimestamp, eventTime, metadata } = event;
  const said =
    series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata?.creationTimestamp;
  return Date.parse(said ?? '') || 0;
}

/** Oldest first; what is the same but for its time is one. */
export function happenings(events: readonly PodEvent[]): Happening[] {
  const all = new Map<string, Happening>();
  for (const event of events) {
    const text = serverWords([event.reason, event.message].filter(Boolean).join(': '));
    const before = all.get(text);
    const count = event.series?.count ?? event.count ?? 1;
    all.set(text, {
      text,
      isWarning: event.type === 'Warning',
      count: count + (before?.count ?? 0),
      at: Math.max(timeOf(event), before?.at ?? 0),
    });
  }
  return [...all.values()].sort((a, b) => a.at - b.at);
}

/** Lines that are shown. */
const MOST = 30;

function line({ text, count, at }: Happening): string {
  const time = at === 0 ? '' : `${new Date(at).toISOString().slice(11, 19)} `;
  return `${time}${text}${count > 1 ? ` (${count} times)` : ''}`;
}

/** `command` shows all of them. */
export function eventsOutcome(events: readonly PodEvent[], command: string | undefined): Outcome {
  const all = happenings(events);
  if (all.length === 0) return passed('None; the cluster forgets them after an hour or so');
  const details = all.slice(-MOST).map(line).join('\n');
  const worst = all.filter(({ isWarning }) => isWarning).at(-1);
  const count = all.length === 1 ? '1 event' : `${all.length} events`;
  if (worst === undefined) return passed(`${count}, no warning`, details);
  return warned({
    what: `${count}, with warnings`,
    why: `The last warning: ${worst.text}.`,
    fix: 'Read all of them:',
    ...commandField(command),
    details,
  });
}
