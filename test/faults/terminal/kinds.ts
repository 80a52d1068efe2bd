/** The one fault of a round. */

/** What can be done to a connection. */
export const CUTS = ['cut', 'reset', 'slow', 'slicing', 'stall', 'black-hole'] as const;
/** What can be done to a program, or to what it runs on. */
export const KILLS = [
  'attach',
  'app',
  'renderer',
  'host',
  'api-server',
  'container',
  'throttle',
] as const;

export type Kind = (typeof CUTS)[number] | (typeof KILLS)[number];

/** After these what runs in the terminal is gone too. */
export const ENDS_LOAD: ReadonlySet<Kind> = new Set<Kind>(['host', 'container']);

/** Cuts that take their time come once in so many rounds, early; the others are cuts and resets. */
const CYCLE = 40;

/** The kind of a round, from 1. `possible`: what can happen where it runs. */
export function kindOf(round: number, what: 'cuts' | 'kills', possible: ReadonlySet<Kind>): Kind {
  const kinds = (what === 'cuts' ? CUTS : KILLS).filter((kind) => possible.has(kind));
  const [first = 'cut'] = kinds;
  if (what === 'kills') return kinds[(round - 1) % kinds.length] ?? first;
  return kinds[(round - 1) % CYCLE] ?? (round % 3 === 0 ? 'reset' : 'cut');
}
