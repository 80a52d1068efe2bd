/** What a window and its app in another process say beside a page's own messages: the page's process is gone, main goes on. */

/** To the app. */
export const RELOAD = 'reload';

/** From the app: the old page's link is closed. `times`: how often by now. */
export interface Reloaded {
  readonly type: 'reloaded';
  readonly times: number;
}
