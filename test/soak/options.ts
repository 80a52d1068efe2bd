/** The words of `npm run soak`. */
import { parseArgs } from 'node:util';
import { BACKENDS, type Backend, oneOf, UsageError, whole } from '../faults/options';

export interface Options {
  /** How often a window attaches and detaches. */
  readonly times: number;
  readonly backend: Backend;
  /** Where the outcome is written as JSON too, or null. */
  readonly json: string | null;
}

export const USAGE = `npm run soak -- [--times NUMBER] [--backend ${BACKENDS.join('|')}] [--json FILE]`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options {
  const { times = '10000', backend = 'local', json } = parse(words);
  return {
    times: whole('times', times),
    backend: oneOf('backend', BACKENDS, backend),
    json: json ?? null,
  };
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { times: text, backend: text, json: text };
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
