// @ts-check

/** Something that went wrong and that a person can put right: `fix` says how. */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {string} [fix] what to do about it, as commands to paste where there are any
   */
  constructor(message, fix) {
    super(message);
    this.name = 'SetupError';
    this.fix = fix;
  }
}

/**
 * One line on stderr: stdout belongs to the command that the set-up serves.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {number} ms
 * @returns {string} as a person reads it: `0.4 s`, `2 min 5 s`
 */
export function duration(ms) {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Says what went wrong and how to put it right.
 * @param {unknown} error
 */
export function sayError(error) {
  if (!(error instanceof SetupError)) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return;
  }
  say(`\n${error.message}`);
  if (error.fix) say(error.fix);
}
