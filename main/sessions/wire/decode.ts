/** One frame's type and payload into a `Frame`. */
import type { z } from 'zod';
import {
  BadFrame,
  type Body,
  FIRST_OPTIONAL_TYPE,
  type Frame,
  MOST_DATA,
  type StreamId,
  TYPE,
} from './frames';
import { AgentError, AgentEvent, AnyEvent, Bye, Call, Reply, Welcome } from './messages';

const TWO_32 = 0x1_0000_0000;
const MOST_CELLS = 1_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function exactly(payload: Buffer, bytes: number, name: string): void {
  if (payload.length !== bytes)
    throw new BadFrame(`A ${name} cannot have ${payload.length} bytes.`);
}

function atLeast(payload: Buffer, bytes: number, name: string): void {
  if (payload.length < bytes) {
    throw new BadFrame(`A ${name} of ${payload.length} bytes is too short.`);
  }
}

/** Columns or rows of a terminal. */
function cells(payload: Buffer, at: number): number {
  const value = payload.readUInt16BE(at);
  if (value >= 1 && value <= MOST_CELLS) return value;
  throw new BadFrame(`A terminal cannot have ${value} columns or rows.`);
}

function u64(payload: Buffer, at: number): number {
  const value = payload.readUInt32BE(at) * TWO_32 + payload.readUInt32BE(at + 4);
  if (!Number.isSafeInteger(value)) throw new BadFrame('An offset is beyond 2^53.');
  return value;
}

function stream(payload: Buffer): StreamId {
  const number = payload[0];
  if (number === 0 || number === 1 || number === 2) return number;
  throw new BadFrame(`There is no stream ${number}.`);
}

function carriable(length: number, least: 0 | 1): void {
  if (length < least || length > MOST_DATA)
    throw new BadFrame(`A frame carries ${length} bytes of data.`);
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(payload: Buffer, name: string): Body {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(payload));
  } catch {
    throw new BadFrame(`A ${name} is not JSON.`);
  }
  if (isBody(value)) return value;
  throw new BadFrame(`A ${name} is not an object.`);
}

function checked<S extends z.ZodType>(schema: S, value: Body, name: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new BadFrame(`A ${name} is wrong at “${where}”.`);
}

function message<S extends z.ZodType>(schema: S, payload: Buffer, name: string): z.output<S> {
  return checked(schema, object(payload, name), name);
}

const KINDS: ReadonlySet<unknown> = new Set(
  AgentEvent.options.map((option) => option.shape.kind.value),
);

/** Null for a kind of event that only a newer agent knows. */
function event(payload: Buffer): Frame | null {
  const value = object(payload, 'EVENT');
  const { kind } = checked(AnyEvent, value, 'EVENT');
  if (!KINDS.has(kind)) return null;
  return { type: 'event', event: checked(AgentEvent, value, 'EVENT') };
}

/** A frame whose data is bytes of a stream or a file. */
type Carrier = Extract<Frame, { type: 'output' | 'data' }>;

/** Bytes of what comes before a carrier's data, by its type. */
export const HEAD_BYTES: ReadonlyMap<number, number> = new Map([
  [TYPE.output, 9],
  [TYPE.data, 12],
]);

/** A carrier of a type in HEAD_BYTES, with no data yet; `length`: how much it carries. @throws BadFrame */
export function carrier(type: number, head: Buffer, length: number): Carrier {
  carriable(length, 1);
  const data = Buffer.alloc(0);
  return type === TYPE.output
    ? { type: 'output', stream: stream(head), offset: u64(head, 1), data }
    : { type: 'data', transfer: head.readUInt32BE(0), offset: u64(head, 4), data };
}

function whole(type: number, payload: Buffer, name: string): Carrier {
  const head = HEAD_BYTES.get(type) ?? 0;
  atLeast(payload, head, name);
  return { ...carrier(type, payload, payload.length - head), data: payload.subarray(head) };
}

/** Null for what may be ignored. @throws BadFrame */
export function decode(type: number, payload: Buffer): Frame | null {
  switch (type) {
    case TYPE.output:
      return whole(type, payload, 'OUTPUT');
    case TYPE.input:
      atLeast(payload, 12, 'INPUT');
      carriable(payload.length - 12, 0);
      return {
        type: 'input',
        epoch: payload.readUInt32BE(0),
        offset: u64(payload, 4),
        data: payload.subarray(12),
      };
    case TYPE.taken:
      exactly(payload, 12, 'TAKEN');
      return { type: 'taken', epoch: payload.readUInt32BE(0), offset: u64(payload, 4) };
    case TYPE.ack:
      exactly(payload, 9, 'ACK');
      return { type: 'ack', stream: stream(payload), offset: u64(payload, 1) };
    case TYPE.resize:
      exactly(payload, 12, 'RESIZE');
      return {
        type: 'resize',
        offset: u64(payload, 0),
        cols: cells(payload, 8),
        rows: cells(payload, 10),
      };
    case TYPE.ping:
    case TYPE.pong:
      exactly(payload, 8, 'PING or PONG');
      return { type: type === TYPE.ping ? 'ping' : 'pong', nonce: payload.readBigUInt64BE(0) };
    case TYPE.data:
      return whole(type, payload, 'DATA');
    case TYPE.got:
      exactly(payload, 12, 'GOT');
      return { type: 'got', transfer: payload.readUInt32BE(0), offset: u64(payload, 4) };
    case TYPE.deflated:
      return { type: 'deflated', payload };
    case TYPE.event:
      return event(payload);
    case TYPE.hello:
      return { type: 'hello', hello: object(payload, 'HELLO') };
    case TYPE.welcome:
      return { type: 'welcome', welcome: message(Welcome, payload, 'WELCOME') };
    case TYPE.bye:
      return { type: 'bye', bye: message(Bye, payload, 'BYE') };
    case TYPE.error:
      return { type: 'error', error: message(AgentError, payload, 'ERROR') };
    case TYPE.call:
      return { type: 'call', call: message(Call, payload, 'CALL') };
    case TYPE.reply:
      return { type: 'reply', reply: message(Reply, payload, 'REPLY') };
    default:
      if (type >= FIRST_OPTIONAL_TYPE) return null;
      throw new BadFrame(`There is no frame of type ${type}.`);
  }
}
