/** The words of `npm run faults`. */
import { parseArgs } from 'node:util';

/** What happens to a connection, again and again. */
export const FAULTS = ['cuts', 'kills'] as const;
export type Fault = (typeof FAULTS)[number];

/** What is done to one byte on its way, to see that the harness would notice. */
export const SABOTAGES = ['drop', 'double', 'flip'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly what: Fault;
  readonly sabotage: Sabotage | null;
  /** Where the outcome is written as JSON too, or null. */
  readonly json: string | null;
}

/** The words are wrong; the message says what they may be. */
export class UsageError extends Error {}

export const USAGE = `npm run faults -- [--seed NUMBER] [--rounds NUMBER] [--what ${FAULTS.join('|')}] [--sabotage ${SABOTAGES.join('|')}] [--json FILE]`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options {
  const { seed, rounds, what = 'cuts', sabotage, json } = parse(words);
  return {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole('seed', seed),
    rounds: rounds === undefined ? 20 : whole('rounds', rounds),
    what: oneOf('what', FAULTS, what),
    sabotage: sabotage === undefined ? null : oneOf('sabotage', SABOTAGES, sabotage),
    json: json ?? null,
  };
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { seed: text, rounds: text, what: text, sabotage: text, json: text };
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
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
