/** Tells a command line from a start with windows. */

/** Options that are commands of their own, though they look like one of Chromium's switches. */
const OPTIONS = new Set(['--help', '-h', '--version']);

/**
 * The words of the command line among a program's arguments: from the first one that is no switch of Chromium's. Empty means
 * windows. A word that is no command is one all the same: it is refused, not taken for a wish to see windows. What a desktop
 * hands over to be opened comes behind `--`, and is never a command.
 */
export function commandWords(args: readonly string[]): string[] {
  const first = args.findIndex((word) => OPTIONS.has(word) || !word.startsWith('-'));
  return first < 0 || args.slice(0, first).includes('--') ? [] : args.slice(first);
}
