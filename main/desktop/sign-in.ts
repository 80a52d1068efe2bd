/** What Electron gives for signing in: the user's keychain and browser. */
import { app, safeStorage, shell } from 'electron';
import type { Desktop } from '../core';

/** The real desktop. The keychain can be asked only when the app is ready. */
export const electronDesktop: Desktop = {
  keychain: async () => {
    await app.whenReady();
    return safeStorage;
  },
  openBrowser: (url) => shell.openExternal(url),
};
