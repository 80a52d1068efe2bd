// @ts-check
import { SetupError } from '../lib/say.mjs';

/**
 * Reads the words after `npm test --`: names of suites, then arguments for the last one's program.
 * @template {{ name: string }} T
 * @param {string[]} words
 * @param {T[]} suites all there are
 * @returns {{ chosen: T[], args: string[] }} all suites when none is named
 * @throws {SetupError} for arguments that belong to no suite
 */
export function chooseSuites(words, suites) {
  const known = new Set(suites.map(({ name }) => name));
  const end = words.findIndex((word) => !known.has(word));
  const names = end === -1 ? words : words.slice(0, end);
  const args = end === -1 ? [] : words.slice(end);
  if (args.length > 0 && names.length !== 1) {
    throw new SetupError(
      `\`${args[0]}\` is no suite, and arguments need exactly one.`,
      `The suites: ${[...known].join(', ')}`,
    );
  }
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  return { chosen, args };
}
