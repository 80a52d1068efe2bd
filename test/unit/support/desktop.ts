/** A computer without a keychain and without a browser. */
import type { Desktop } from '../../../main/core';

export const noDesktop: Desktop = {
  keychain: async () => null,
  openBrowser: () => Promise.reject(new Error('no browser')),
};
