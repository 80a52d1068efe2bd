/** The nodes, where they may be looked at, and whether they get the image. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { serverWords } from '../../backends/kubernetes/rest/words';
import { type Check, failed, passed, unchecked } from '../check';
import { commandField, kubectl } from '../commands';
import type { ClusterLook } from './look';
import { ifReadable } from './tell';

const Node = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ unschedulable: z.boolean().optional() }).optional(),
  status: z
    .object({
      allocatable: z.record(z.string(), z.string()).optional(),
      conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish(),
    })
    .optional(),
});
const Event = z.object({
  reason: z.string().nullish(),
  message: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
});
type Node = z.infer<typeof Node>;
type Event = z.infer<typeof Event>;

export function nodeChecks(look: ClusterLook): Check[] {
  const { image } = look.settings;
  return [
    {
      id: 'image',
      title: 'Image pull',
      needs: 'user',
      run: ({ signal, names }) => {
        if (image !== null) names.add('image', image);
        const words = {
          what: 'Not read',
          unreadable: 'You may not list the events of the namespace.',
        };
        return ifReadable(look, words, async () => {
          const query = 'fieldSelector=involvedObject.kind%3DPod';
          const events = await look.list(Event, { resource: 'events', query }, signal);
          return imageOutcome(events, image, look);
        });
      },
    },
    {
      id: 'nodes',
      title: 'Nodes',
      needs: 'user',
      run: ({ signal, names }) => {
        const words = { what: 'Not read', unreadable: 'You may not list nodes, as is usual.' };
        return ifReadable(look, words, async () => {
          const nodes = await look.list(Node, { resource: 'nodes', namespaced: false }, signal);
          for (const { metadata } of nodes) names.add('node', metadata.name);
          return nodesOutcome(nodes, look);
        });
      },
    },
  ];
}

function timeOf({ lastTimestamp, eventTime }: Event): number {
  return Date.parse(lastTimestamp ?? eventTime ?? '') || 0;
}

/** What the last event of pulling this image says; the cluster forgets events after an hour or so. Pure. */
export function imageOutcome(
  events: readonly Event[],
  image: string | null,
  { place }: Pick<ClusterLook, 'place'>,
): Outcome {
  if (image === null) return unchecked('The PodTemplate names the image, or nothing does.');
  const about = events
    .filter(
      ({ message, reason }) => message?.includes(image) && /^(Pulled|Failed)$/.test(reason ?? ''),
    )
    .sort((a, b) => timeOf(b) - timeOf(a));
  const [last] = about;
  if (last === undefined)
    return unchecked('No session was made here within the last hour, so no node had to pull it.');
  if (last.reason === 'Pulled') return passed(image);
  const words = serverWords(last.message ?? '');
  const events_ = [
    'get',
    'events',
    '--field-selector',
    'reason=Failed',
    '--sort-by',
    '.lastTimestamp',
  ];
  return failed({
    what: 'A node could not pull it',
    why: `The last try of a node ended with: ${words}.`,
    fix: 'Check the image in the settings, and that the nodes may pull it.',
    ...commandField(kubectl(place, events_)),
  });
}

function isReady({ spec, status }: Node): boolean {
  const ready = status?.conditions?.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );
  return ready === true && spec?.unschedulable !== true;
}

/** How many take pods. None is no failure where the cluster adds them when they are needed. Pure. */
export function nodesOutcome(
  nodes: readonly Node[],
  { place }: Pick<ClusterLook, 'place'>,
): Outcome {
  const ready = nodes.filter(isReady);
  if (ready.length === nodes.length && nodes.length > 0)
    return passed(nodes.length === 1 ? '1, ready' : `${nodes.length}, all ready`);
  if (nodes.length === 0) return passed('None yet: they come with the first session');
  const trouble = {
    what: `${ready.length} of ${nodes.length} take pods`,
    why: 'The others are not ready, or take no new pods.',
    fix: 'Ask whoever keeps the cluster. What it says of them:',
    ...commandField(kubectl(place, ['get', 'nodes'], false)),
  };
  return ready.length === 0 ? failed(trouble) : { kind: 'warned', ...trouble };
}
