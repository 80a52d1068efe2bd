/** A computer with a network, without a keychain and without a browser. */
import type { Desktop } from '../../../main/core';

export const noDesktop: Desktop = {
  isOnline: () => true,
  keychain: async () => null,
  openBrowser: () => Promise.reject(new Error('no browser')),
};
