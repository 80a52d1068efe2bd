// @ts-check
import { build } from '../steps/build.mjs';
import { electron } from '../steps/electron.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { systemPackages } from '../steps/system-packages.mjs';
import { checkNode } from './node.mjs';
import { endAllOnSignals } from './run.mjs';
import { runSteps } from './step.mjs';

/**
 * Does steps of set-up; an interrupt ends it, and the next one resumes.
 * @param {import('./step.mjs').Step[]} steps
 * @returns {Promise<void>} rejects with what has to be put right first
 */
export async function setUp(steps) {
  checkNode();
  const done = endAllOnSignals();
  await runSteps(steps);
  done();
}

/**
 * Brings all that the app needs to run, from nothing; quick when it is there. Without GAM the app
 * opens all the same, and says what is missing.
 * @returns {Promise<void>}
 */
export async function setUpApp() {
  const optional = 'Sessions cannot run GAM yet. The app opens all the same.';
  await setUp([systemPackages('start'), nodePackages, electron, build, { ...gam, optional }]);
}
