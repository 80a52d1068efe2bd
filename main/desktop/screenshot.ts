/** A picture of the app on request, for people who start it where there is no screen to look at. */
import { rename, writeFile } from 'node:fs/promises';
import { app, type BrowserWindow } from 'electron';

/**
 * Writes the window's picture to `file` (PNG) whenever the process gets SIGUSR2, and once after the first window, which
 * is yet to be made, is shown. The file appears whole: it is written beside and renamed.
 */
export function offerScreenshot(file: string, current: () => BrowserWindow | undefined): void {
  const take = async () => {
    const picture = await current()?.webContents.capturePage();
    if (picture === undefined || picture.isEmpty()) return;
    await writeFile(`${file}.part`, picture.toPNG());
    await rename(`${file}.part`, file);
  };
  const attempt = () => {
    take().catch((thrown: unknown) => console.error(`no screenshot: ${String(thrown)}`));
  };
  if (process.platform !== 'win32') process.on('SIGUSR2', attempt);
  // `show` comes before the first frame is on the screen; capturePage waits for none.
  app.once('browser-window-created', (_event, { webContents }) =>
    webContents.once('did-finish-load', () => setTimeout(attempt, 500)),
  );
}
