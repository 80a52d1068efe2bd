/** The one fault of a round, by the place of its session; `flip` is sabotage. */

/** What can strike anywhere. */
const ANYWHERE = [
  'cut',
  'reset',
  'stall',
  'agent-killed',
  'app-killed',
  'changed',
  'disk-full-here',
  'disk-full-there',
] as const;

/** What can strike in a cluster alone. */
const CLUSTER_ALONE = ['api-server', 'evicted'] as const;

export const KINDS = { local: ANYWHERE, kubernetes: [...ANYWHERE, ...CLUSTER_ALONE] } as const;
export type Kind = (typeof ANYWHERE)[number] | (typeof CLUSTER_ALONE)[number] | 'flip';

/** Whence a file goes: from here to the session, or from there. */
export type Way = 'send' | 'fetch';
