// Copied to `resources/app` of the Electron runtime in the cache: runs the app in the folder that
// GAMGUI_APP names, with the command line that the packaged app would get. It awaits the app's
// main module, because Electron holds back `ready` until its entry is loaded. `setAppPath` and
// `setVersion` are what Electron's own default app calls; its types leave them out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.env.GAMGUI_APP;
if (!folder) {
  process.stderr.write('GAMGUI_APP does not name the folder of the app.\n');
  process.exit(2);
}
const { main, productName, version } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
);
app.setAppPath(folder);
app.setName(productName);
app.setVersion(version);
await import(pathToFileURL(join(folder, main)).href);
