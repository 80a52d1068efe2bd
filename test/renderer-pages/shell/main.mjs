// One empty window of the app's own Electron, for a test to open a page in; none of the app's main process.
import { app, BrowserWindow } from 'electron';

// Not awaited here: Electron becomes ready only after its entry has been loaded.
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1000,
    height: 640,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  return window.loadURL('about:blank');
});
app.on('window-all-closed', () => app.quit());
