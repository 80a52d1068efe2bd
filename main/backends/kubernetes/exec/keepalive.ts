/**
 * Pings where nothing comes, so that nothing on the way takes the connection for idle, and so that a dead one is noticed. They
 * prove nothing about the pod.
 */

/** Load balancers close connections that are idle for some minutes; some for less. ms */
const EVERY_MS = 20_000;
/** So many pings without any sign of life: nobody is there. */
const UNANSWERED = 3;

/** As much of a WebSocket as is needed. */
interface Pinged {
  readonly bufferedAmount: number;
  on(event: 'message' | 'pong', heard: () => void): unknown;
  ping(): void;
}

/** What the pings need to know. */
export interface KeepaliveParts {
  readonly socket: Pinged;
  /** Whether the connection is not being read: then pongs are not read either. */
  isPaused(): boolean;
  /** Nobody is there. */
  dead(): void;
  readonly everyMs?: number;
}

/** Starts the pings; returns what stops them. */
export function keepAlive({
  socket,
  isPaused,
  dead,
  everyMs = EVERY_MS,
}: KeepaliveParts): () => void {
  // Intervals in a row in which nothing came, with the one that has begun.
  let silent = 1;
  const heard = () => {
    silent = 0;
  };
  // The API server answers pings in the order of what it reads: while stdin is backed up it cannot.
  const isHeldBack = () => isPaused() || socket.bufferedAmount > 0;
  const tick = () => {
    if (isHeldBack()) {
      silent = 1;
      return;
    }
    if (silent > UNANSWERED) return dead();
    if (silent > 0) socket.ping();
    silent += 1;
  };
  socket.on('message', heard);
  socket.on('pong', heard);
  const timer = setInterval(tick, everyMs);
  return () => clearInterval(timer);
}
