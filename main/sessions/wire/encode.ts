/** Frames into bytes. */
import { type Frame, LENGTH_BYTES, MOST_LENGTH, TYPE } from './frames';

const HEAD = LENGTH_BYTES + 1;
const TWO_32 = 0x1_0000_0000;

/** Starts a frame whose payload has `fixed` bytes and is followed by `more` bytes that are written apart. */
function start(type: number, fixed: number, more = 0): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + fixed);
  bytes.writeUInt32BE(1 + fixed + more, 0);
  bytes[LENGTH_BYTES] = type;
  return bytes;
}

function writeU64(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32BE(Math.floor(value / TWO_32), at);
  bytes.writeUInt32BE(value % TWO_32, at + 4);
}

function json(type: number, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8');
  if (text.length >= MOST_LENGTH) throw new RangeError('A message is too long for one frame.');
  return Buffer.concat([start(type, 0, text.length), text]);
}

/** A number of 8 or 32 bits, then an offset. */
function numbered(type: number, width: 1 | 4, number: number, offset: number, more = 0): Buffer {
  const bytes = start(type, width + 8, more);
  bytes.writeUIntBE(number, HEAD, width);
  writeU64(bytes, offset, HEAD + width);
  return bytes;
}

function nonce(type: number, value: bigint): Buffer {
  const bytes = start(type, 8);
  bytes.writeBigUInt64BE(value, HEAD);
  return bytes;
}

/** A frame in one or two pieces: its data is not copied. */
export function encode(frame: Frame): readonly Buffer[] {
  switch (frame.type) {
    case 'hello':
      return [json(TYPE.hello, frame.hello)];
    case 'welcome':
      return [json(TYPE.welcome, frame.welcome)];
    case 'output':
      return [numbered(TYPE.output, 1, frame.stream, frame.offset, frame.data.length), frame.data];
    case 'input':
      return [numbered(TYPE.input, 4, frame.epoch, frame.offset, frame.data.length), frame.data];
    case 'taken':
      return [numbered(TYPE.taken, 4, frame.epoch, frame.offset)];
    case 'ack':
      return [numbered(TYPE.ack, 1, frame.stream, frame.offset)];
    case 'resize': {
      const bytes = start(TYPE.resize, 12);
      writeU64(bytes, frame.offset, HEAD);
      bytes.writeUInt16BE(frame.cols, HEAD + 8);
      bytes.writeUInt16BE(frame.rows, HEAD + 10);
      return [bytes];
    }
    case 'event':
      return [json(TYPE.event, frame.event)];
    case 'ping':
    case 'pong':
      return [nonce(TYPE[frame.type], frame.nonce)];
    case 'bye':
      return [json(TYPE.bye, frame.bye)];
    case 'error':
      return [json(TYPE.error, frame.error)];
    case 'call':
      return [json(TYPE.call, frame.call)];
    case 'reply':
      return [json(TYPE.reply, frame.reply)];
    case 'data':
      return [numbered(TYPE.data, 4, frame.transfer, frame.offset, frame.data.length), frame.data];
    case 'got':
      return [numbered(TYPE.got, 4, frame.transfer, frame.offset)];
    case 'deflated':
      return [start(TYPE.deflated, 0, frame.payload.length), frame.payload];
  }
}
