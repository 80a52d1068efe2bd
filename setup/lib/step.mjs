// @ts-check
import { withLock } from './lock.mjs';
import { duration, say, sayError } from './say.mjs';

/** A check that takes longer than this is mentioned, in milliseconds. */
const NOTABLE_MS = 300;

/**
 * One thing that has to be there before the app or the tests can run.
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} [after] names of steps that have to be done before, if they are asked for
 * @property {string} [optional] the rest goes on without it, and this is said when it fails
 * @property {() => string} lock the file that keeps two set-ups from doing it at once
 * @property {() => Promise<string | undefined>} todo what has to be done, for a person to read;
 *   undefined when it is done already. It is asked at every start, so it has to be quick.
 * @property {() => Promise<string | void>} run does it, whole or not at all; returns what to add
 *   to the closing line
 */

/**
 * Does a step if it has to be done, and says so on stderr.
 * @param {Step} step
 * @returns {Promise<void>} rejects with what went wrong
 */
async function runStep(step) {
  const asked = Date.now();
  const todo = await step.todo();
  const checked = Date.now() - asked;
  if (todo === undefined) {
    if (checked > NOTABLE_MS) say(`${step.name}: checked in ${duration(checked)}`);
    return;
  }
  await withLock(
    step.lock(),
    () => runLocked(step),
    (pid) => {
      say(`${step.name}: waiting for another set-up (process ${pid})`);
    },
  );
}

/** @param {Step} step */
async function runLocked(step) {
  // Another set-up may have done it while this one waited.
  const todo = await step.todo();
  if (todo === undefined) return;
  say(`${step.name}: ${todo}`);
  const start = Date.now();
  const added = await step.run();
  say(`${step.name}: done in ${duration(Date.now() - start)}${added ? ` (${added})` : ''}`);
}

/** @param {Step} step */
async function runTolerant(step) {
  try {
    await runStep(step);
  } catch (error) {
    if (!step.optional) throw error;
    sayError(error);
    say(step.optional);
  }
}

/**
 * Does several steps, side by side where they do not wait for each other.
 * @param {Step[]} steps
 * @returns {Promise<void>} rejects with the first failure, once nothing runs any more
 */
export async function runSteps(steps) {
  /** @type {Map<string, Promise<void>>} */
  const runs = new Map();
  /**
   * @param {Step} step
   * @returns {Promise<void>}
   */
  const start = (step) => {
    const before = steps.filter(({ name }) => step.after?.includes(name));
    const known = runs.get(step.name);
    const own = known ?? Promise.all(before.map(start)).then(() => runTolerant(step));
    runs.set(step.name, own);
    return own;
  };
  const results = await Promise.allSettled(steps.map(start));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}
