/** Which desktop the window is on. Known before anything is asked of main, so that nothing jumps. */

export type Platform = 'linux' | 'darwin' | 'win32';

/** The platform in a browser's own description of itself. */
export function platformOf(userAgent: string): Platform {
  if (userAgent.includes('Mac OS X')) return 'darwin';
  return userAgent.includes('Windows') ? 'win32' : 'linux';
}

/** The platform this window runs on. */
export const PLATFORM: Platform =
  typeof navigator === 'undefined' ? 'linux' : platformOf(navigator.userAgent);

/** Whether shortcuts are by Cmd and said in the Mac's signs. */
export const MAC = PLATFORM === 'darwin';

/** Lets style sheets know the platform. */
export function markPlatform(): void {
  document.documentElement.setAttribute('data-platform', PLATFORM);
}
