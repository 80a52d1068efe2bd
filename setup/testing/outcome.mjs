// @ts-check

/**
 * What came of a suite.
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {Failure[]} failed
 * @property {Skip[]} skipped
 *
 * @typedef {object} Failure
 * @property {string} name the test
 * @property {string} message why, in as many lines as it takes
 *
 * @typedef {object} Skip
 * @property {string} name the test
 * @property {string} reason
 */

/** @returns {Outcome} of a suite that ran nothing yet */
export function nothing() {
  return { passed: 0, failed: [], skipped: [] };
}

/**
 * Of a suite that cannot run here.
 * @param {string} name
 * @param {string} reason
 * @param {boolean} isFailure where everything has to run
 * @returns {Outcome}
 */
export function without(name, reason, isFailure) {
  if (isFailure) return { ...nothing(), failed: [{ name, message: reason }] };
  return { ...nothing(), skipped: [{ name, reason }] };
}

/**
 * @param {Outcome[]} outcomes
 * @returns {Outcome}
 */
export function sum(outcomes) {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.flatMap(({ failed }) => failed),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  };
}

/**
 * A suite that ran no test has failed: it proves nothing. So has one whose program failed
 * although it reported no failed test.
 * @param {Outcome} outcome
 * @param {number} code the program's exit code
 * @returns {Outcome}
 */
export function judged(outcome, code) {
  if (outcome.failed.length > 0) return outcome;
  const why =
    outcome.passed === 0
      ? `it ran no test (exit code ${code})`
      : `its program ended with exit code ${code} although no test failed`;
  if (outcome.passed > 0 && code === 0) return outcome;
  return { ...outcome, failed: [{ name: 'the suite itself', message: why }] };
}

/**
 * Whether a run has to leave nothing out: in CI, on the platform where all of it can run, with a cluster of its own and no
 * words that choose among the tests.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string[]} args
 */
export function mustBeWhole(env, platform, args) {
  const own = !env['GAMGUI_TEST_KUBECONFIG'];
  return env['CI'] === 'true' && platform === 'linux' && own && args.length === 0;
}

/**
 * Of a run that has to leave nothing out: what was skipped has failed.
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
export function whole({ passed, failed, skipped }) {
  const missed = skipped.map(({ name, reason }) => ({ name, message: `skipped: ${reason}` }));
  return { passed, failed: [...failed, ...missed], skipped: [] };
}

/**
 * The one line at the end that tools look for.
 * @param {Outcome} outcome
 */
export function totals({ passed, failed, skipped }) {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}
