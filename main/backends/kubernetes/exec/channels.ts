/** The channels of an exec: each message's first byte says whose the rest is. Protocol v5.channel.k8s.io, which alone can end stdin. */

/** https://kubernetes.io/blog/2024/08/20/websockets-transition/ and k8s.io/apimachinery/pkg/util/remotecommand */
export const PROTOCOL = 'v5.channel.k8s.io';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;

/** A stream of the API server's holds back the others while its reader is slow: what is on the way is kept small. bytes */
const FRAME = 32 * 1024;

/** What a message says. */
export type Message =
  | { readonly kind: 'stdout' | 'stderr' | 'status'; readonly bytes: Buffer }
  /** The server closes one of its channels, or speaks of one that is not known here: nothing follows from it. */
  | { readonly kind: 'other' };

/** The end of stdin. */
export const END_OF_STDIN: Buffer = Buffer.from([CHANNEL.close, CHANNEL.stdin]);

/** The message in a frame. An empty one on stdout only says that the server is there. */
export function messageOf(frame: Buffer): Message {
  const bytes = frame.subarray(1);
  if (frame[0] === CHANNEL.stdout) return { kind: 'stdout', bytes };
  if (frame[0] === CHANNEL.stderr) return { kind: 'stderr', bytes };
  if (frame[0] === CHANNEL.status) return { kind: 'status', bytes };
  return { kind: 'other' };
}

/** The frames that carry these bytes to stdin, none longer than the limit. */
export function* stdinFrames(chunks: readonly Buffer[]): Generator<Buffer> {
  let left = chunks.reduce((sum, { length }) => sum + length, 0);
  let frame = beginFrame(left);
  let filled = 1;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const count = chunk.copy(frame, filled, at);
      at += count;
      filled += count;
      left -= count;
      if (filled < frame.length) continue;
      yield frame;
      frame = beginFrame(left);
      filled = 1;
    }
  }
}

/** A frame for as many of so many bytes as it may carry. */
function beginFrame(left: number): Buffer {
  const frame = Buffer.allocUnsafe(1 + Math.min(left, FRAME));
  frame[0] = CHANNEL.stdin;
  return frame;
}
