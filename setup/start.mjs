// @ts-check
import { clusterEnv } from './cluster/env.mjs';
import { runInPlace } from './lib/forward.mjs';
import { appLaunch } from './lib/launch.mjs';
import { sayError } from './lib/say.mjs';
import { prepareScreen } from './lib/screen.mjs';
import { setUpApp } from './lib/set-up.mjs';

// `npm start` opens the windows; `npm start -- run …` is the app's command line.
const args = process.argv.slice(2);

/** @returns {Promise<number>} the app's exit code */
async function startWindows() {
  const screen = await prepareScreen();
  try {
    const launch = appLaunch();
    const env = { ...clusterEnv(), ...process.env, ...launch.env, ...screen.env };
    return await runInPlace(launch, env, { quit: true, onStart: screen.announce });
  } finally {
    await screen.stop();
  }
}

/** @returns {Promise<number>} the exit code of the command */
async function startCommand() {
  const launch = appLaunch(args, { headless: true });
  // npm runs us in the project's folder: paths in the arguments are relative to the caller's.
  const env = { INIT_CWD: process.cwd(), ...clusterEnv(), ...process.env, ...launch.env };
  return runInPlace(launch, env);
}

try {
  await setUpApp();
  process.exitCode = await (args.length > 0 ? startCommand() : startWindows());
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
