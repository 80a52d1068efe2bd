/** What Electron gives: for signing in the user's keychain and browser, and whether there is a network. */
import { app, net, safeStorage, shell } from 'electron';
import type { Desktop } from '../core';

/** The real desktop. The keychain can be asked only when the app is ready. */
export const electronDesktop: Desktop = {
  keychain: async () => {
    await app.whenReady();
    return safeStorage;
  },
  isOnline: () => !app.isReady() || net.isOnline(),
  openBrowser: (url) => shell.openExternal(url),
};
