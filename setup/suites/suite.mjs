// @ts-check

/**
 * A set of tests that one program runs. To add one: a file beside this one, and its entry in
 * index.mjs.
 * @typedef {object} Suite
 * @property {string} name as given to `npm test -- NAME`
 * @property {import('../lib/step.mjs').Step[]} needs what has to be there before
 * @property {() => Promise<void>} [prepare] a long build; it starts before the first suite runs,
 *   beside the others
 * @property {(context: Context) => Promise<import('../testing/outcome.mjs').Outcome>} run
 *
 * @typedef {object} Context
 * @property {string[]} args for the suite's program, from the command line
 * @property {string} log the file that gets its output
 * @property {NodeJS.ProcessEnv} env the whole environment for what it starts
 */

export {};
