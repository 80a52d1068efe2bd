/** Times of files of this computer. */

/** Below the microsecond that Node cuts a time to, and above what a double of seconds may lack. ms */
const LESS = 0.0005;

/**
 * A time in ms since 1970 as `utimes` is to be given it. As a Date every second one would come out a millisecond earlier:
 * Node makes seconds of it, in a double, and cuts that off (https://nodejs.org/api/fs.html#fsutimespath-atime-mtime-callback).
 */
export function utime(ms: number): number {
  return (ms + LESS) / 1000;
}
