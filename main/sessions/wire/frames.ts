/** The frames of the agent's protocol (agent/PROTOCOL.md), as this end sees them. */
import type { AgentError, AgentEvent, Bye, Call, Reply, Welcome } from './messages';

/** Numbers of the types of frames. */
export const TYPE = {
  hello: 0x01,
  welcome: 0x02,
  output: 0x03,
  input: 0x04,
  taken: 0x05,
  ack: 0x06,
  resize: 0x07,
  event: 0x08,
  ping: 0x09,
  pong: 0x0a,
  bye: 0x0b,
  error: 0x0c,
  call: 0x0d,
  reply: 0x0e,
  data: 0x0f,
  got: 0x10,
  deflated: 0x81,
} as const;

/** Types from here on may be ignored by who does not know them. */
export const FIRST_OPTIONAL_TYPE = 0x80;

/** Bytes of a frame's length field. */
export const LENGTH_BYTES = 4;
/** The longest type and payload, in bytes. */
export const MOST_LENGTH = 1_048_576;
/** The most OUTPUT, INPUT or DATA carries, in bytes. */
export const MOST_DATA = 65_536;
/**
 * Data of a DATA that fills 64 KiB together with its head: what carries pipes takes 32 KiB at a time, and a rest of a few bytes
 * costs as much as a whole piece.
 */
export const EVEN_DATA = MOST_DATA - LENGTH_BYTES - 13;

/** Streams of OUTPUT and ACK. */
export const STREAM = { terminal: 0, stdout: 1, stderr: 2 } as const;
export type StreamId = (typeof STREAM)[keyof typeof STREAM];

/** A JSON object. */
export type Body = Record<string, unknown>;

/** Offsets count bytes of one stream from its first one. `data` is a view of what was received. */
export type Frame =
  /** What fits in a HELLO is for a host to say (`Hello` in messages.ts). */
  | { readonly type: 'hello'; readonly hello: Body }
  | { readonly type: 'welcome'; readonly welcome: Welcome }
  | {
      readonly type: 'output';
      readonly stream: StreamId;
      readonly offset: number;
      readonly data: Buffer;
    }
  | {
      readonly type: 'input';
      readonly epoch: number;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly type: 'taken'; readonly epoch: number; readonly offset: number }
  | { readonly type: 'ack'; readonly stream: StreamId; readonly offset: number }
  | {
      readonly type: 'resize';
      readonly offset: number;
      readonly cols: number;
      readonly rows: number;
    }
  | { readonly type: 'event'; readonly event: AgentEvent }
  | { readonly type: 'ping' | 'pong'; readonly nonce: bigint }
  | { readonly type: 'bye'; readonly bye: Bye }
  | { readonly type: 'error'; readonly error: AgentError }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'reply'; readonly reply: Reply }
  | {
      readonly type: 'data';
      readonly transfer: number;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly type: 'got'; readonly transfer: number; readonly offset: number }
  /** Bytes of a file, compressed. As it came: who has not agreed to it ignores it (transfers/deflate.ts). */
  | { readonly type: 'deflated'; readonly payload: Buffer };

/** The bytes are not a frame of this protocol; nothing after them can be read. */
export class BadFrame extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadFrame';
  }
}
