// @ts-check
import { build } from '../steps/build.mjs';
import { electron } from '../steps/electron.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { systemPackages } from '../steps/system-packages.mjs';
import { checkNode } from './node.mjs';
import { endAllOnSignals } from './run.mjs';
import { say, sayError } from './say.mjs';
import { runStep } from './step.mjs';

/**
 * Brings all that the app needs to run, from nothing; quick when it is there. Without GAM the app
 * opens all the same, and says what is missing.
 * @param {'start' | 'test'} purpose tests need some programs more
 * @returns {Promise<void>} rejects with what has to be put right first
 */
export async function setUpApp(purpose = 'start') {
  checkNode();
  const done = endAllOnSignals();
  const system = runStep(systemPackages(purpose));
  // Debian has venv, which GAM's environment is made with, in a package of its own.
  const sessions = system.then(() => runStep(gam).catch(sayNoGam));
  // It is awaited below; until then, a failure of its is not unhandled.
  sessions.catch(() => {});
  await runStep(nodePackages);
  await Promise.all([runStep(electron), runStep(build), sessions]);
  done();
}

/** @param {unknown} error */
function sayNoGam(error) {
  sayError(error);
  say('Sessions cannot run GAM yet. The app opens all the same.');
}
