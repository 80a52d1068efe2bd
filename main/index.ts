/** The main process: a command line, or windows. */
import { join } from 'node:path';
import { app } from 'electron';
import { CLI_WORDS } from './cli/arguments';
import { guardAllContents } from './desktop/guard';
import { declareScheme } from './desktop/scheme';

/** The switch that the launchers of the command line give last: setup/lib/launch.mjs and setup/package/bin/gamgui. */
const LAST_SWITCH = '--log-level=3';

/**
 * Where the words of the command line begin in `argv`; 0 or less when there is none. A launcher says so by the screen it
 * leaves alone, whatever the words are; without one, a word has to be known.
 */
function startOfWords(argv: readonly string[]): number {
  if (app.commandLine.getSwitchValue('ozone-platform') === 'headless')
    return argv.indexOf(LAST_SWITCH) + 1;
  const known: readonly string[] = CLI_WORDS;
  return argv.findIndex((word) => known.includes(word));
}

const start = startOfWords(process.argv);

// Both hold for every page that will ever be made, and must be set before the app is ready. Test machines run as root, where
// Chromium's sandbox cannot be: enabling it all the same would make each child process refuse to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
guardAllContents();

if (start > 0) {
  void import('./cli/main').then(({ runFromElectron }) =>
    runFromElectron(process.argv.slice(start)),
  );
} else {
  declareScheme();
  void import('./desktop/main').then(({ startWindows }) =>
    startWindows(join(import.meta.dirname, '..')),
  );
}
