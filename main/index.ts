/** The main process: a command line, or windows. */
import { join } from 'node:path';
import { app } from 'electron';
import { CLI_WORDS } from './cli/arguments';
import { guardAllContents } from './desktop/guard';
import { declareScheme } from './desktop/scheme';

/** The words of the command line, without Chromium's switches before them. */
const words = process.argv.slice(process.argv.findIndex((word) => isCliWord(word)));

function isCliWord(word: string): boolean {
  return CLI_WORDS.some((known) => known === word);
}

// Both hold for every page that will ever be made, and must be set before the app is ready. Test machines run as root, where
// Chromium's sandbox cannot be: enabling it all the same would make each child process refuse to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
guardAllContents();

if (process.argv.some(isCliWord)) {
  void import('./cli/main').then(({ runFromElectron }) => runFromElectron(words));
} else {
  declareScheme();
  void import('./desktop/main').then(({ startWindows }) =>
    startWindows(join(import.meta.dirname, '..')),
  );
}
