/** The main process: a command line, or windows. */
import { join } from 'node:path';
import { app } from 'electron';
import { commandWords } from './cli/command-words';
import { guardAllContents } from './desktop/guard';
import { declareScheme } from './desktop/scheme';
import { checkCertificates } from './network/settings';
import { dumpNothing } from './no-dumps';

dumpNothing();
checkCertificates(process.env);

// Both hold for every page that will ever be made, and must be set before the app is ready. Test machines run as root, where
// Chromium's sandbox cannot be: enabling it all the same would make each child process refuse to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
guardAllContents();

const words = commandWords(process.argv.slice(1));
if (words.length > 0) {
  // It draws nothing: a GPU process that cannot start, or crashes, would end the command with it
  // (https://source.chromium.org/chromium/chromium/src/+/main:content/browser/gpu/gpu_data_manager_impl_private.cc).
  app.commandLine.appendSwitch('in-process-gpu');
  void import('./cli/main').then(({ runFromElectron }) => runFromElectron(words));
} else {
  declareScheme();
  void import('./desktop/main').then(({ startWindows }) =>
    startWindows(join(import.meta.dirname, '..')),
  );
}
