/** The words of `npm run faults`. */
import { parseArgs } from 'node:util';

/** What is done: a terminal whose connection is cut, or its programs killed, again and again; or one transfer with one fault a round. */
export const WHATS = ['cuts', 'kills', 'files'] as const;
export type What = (typeof WHATS)[number];

/** What is done to one byte on its way, to see that the harness would notice. */
export const SABOTAGES = ['drop', 'double', 'flip'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

/** Where the session of a transfer runs: on this computer, or in a pod of this machine's own cluster. */
export const PLACES = ['local', 'cluster'] as const;
export type Place = (typeof PLACES)[number];

export interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly what: What;
  readonly place: Place;
  readonly sabotage: Sabotage | null;
  /** Of `files`: the one round that is done, or null: all. */
  readonly only: number | null;
  /** Where the outcome is written as JSON too, or null. */
  readonly json: string | null;
}

/** The words are wrong; the message says what they may be. */
export class UsageError extends Error {}

export const USAGE = `npm run faults -- [--seed NUMBER] [--rounds NUMBER] [--what ${WHATS.join('|')}] [--place ${PLACES.join('|')}] [--sabotage ${SABOTAGES.join('|')}] [--only ROUND] [--json FILE]`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options {
  const { seed, rounds, what = 'cuts', place = 'local', sabotage, only, json } = parse(words);
  const options: Options = {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole('seed', seed),
    rounds: rounds === undefined ? 20 : whole('rounds', rounds),
    what: oneOf('what', WHATS, what),
    place: oneOf('place', PLACES, place),
    sabotage: sabotage === undefined ? null : oneOf('sabotage', SABOTAGES, sabotage),
    only: only === undefined ? null : whole('only', only),
    json: json ?? null,
  };
  refuseTogether(options);
  return options;
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const places = { place: text, only: text, json: text };
  const options = { seed: text, rounds: text, what: text, sabotage: text, ...places };
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One byte less or more breaks the frames of a file, as a cut would: only another byte is for its hash to notice. */
function refuseTogether({ what, place, sabotage, only }: Options): void {
  if (what === 'files' && sabotage !== null && sabotage !== 'flip')
    throw new UsageError('--what files has --sabotage flip only');
  if (what !== 'files' && place !== 'local')
    throw new UsageError('--place cluster is for --what files');
  if (what !== 'files' && only !== null) throw new UsageError('--only is for --what files');
}

function whole(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} is not a whole number: ${text}`);
}

function oneOf<T extends string>(name: string, all: readonly T[], text: string): T {
  const found = all.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${all.join(', ')}, not ${text}`);
}
