/** The one fault of a round; `flip` is sabotage. */
export const KINDS = [
  'cut',
  'reset',
  'stall',
  'agent-killed',
  'app-killed',
  'changed',
  'disk-full-here',
  'disk-full-there',
] as const;
export type Kind = (typeof KINDS)[number] | 'flip';

/** Whence a file goes: from here to the session, or from there. */
export type Way = 'send' | 'fetch';
