/** The main process: a command line, or windows. */
import { join } from 'node:path';
import { app } from 'electron';
import { commandWords } from './cli/command-words';
import { guardAllContents } from './desktop/guard';
import { declareScheme } from './desktop/scheme';
import { checkCertificates } from './network/settings';

checkCertificates(process.env);

// Both hold for every page that will ever be made, and must be set before the app is ready. Test machines run as root, where
// Chromium's sandbox cannot be: enabling it all the same would make each child process refuse to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
guardAllContents();

const words = commandWords(process.argv.slice(1));
if (words.length > 0) {
  void import('./cli/main').then(({ runFromElectron }) => runFromElectron(words));
} else {
  declareScheme();
  void import('./desktop/main').then(({ startWindows }) =>
    startWindows(join(import.meta.dirname, '..')),
  );
}
