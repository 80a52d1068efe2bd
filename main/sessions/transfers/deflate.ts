/** DEFLATED: pieces of files, compressed on the wire, each by itself (agent/PROTOCOL.md, Capabilities). */
import { promisify } from 'node:util';
import { deflateRaw, type InputType, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { z } from 'zod';
import { BadFrame, type Frame } from '../wire/frames';

/** The most bytes of a file in one DEFLATED. */
export const MOST_PIECE = 262_144;

/** Transfer u32, offset u64. */
const HEAD = 12;
const TWO_32 = 0x1_0000_0000;
/** As the agent has it, with the figures (agent/gamgui_agent/files/deflate.py). */
const LEVEL = 6;
const LEAST = 1_024;
const PROBE = 16_384;
const WORTH = 0.9;
const MOST_UNASKED = 64;

/** What zlib answers with `info`, of which its types do not know (https://nodejs.org/api/zlib.html#class-options). */
const Info = z.object({
  buffer: z.instanceof(Buffer),
  engine: z.object({ bytesWritten: z.number() }),
});

/** In threads of libuv's: the process that does this has windows to serve. */
const deflate = promisify<InputType, ZlibOptions, Buffer>(deflateRaw);

/** Compresses the pieces of one file, where that is worth it. */
export class Deflater {
  /** So many pieces go unasked, and after the next that is not worth it `#next`. */
  #unasked = 0;
  #next = 1;

  /** The piece, at most MOST_PIECE bytes, compressed; null: it goes as it is. */
  async pack(data: Buffer): Promise<Buffer | null> {
    if (this.#unasked > 0 || data.length < LEAST) {
      this.#unasked = Math.max(0, this.#unasked - 1);
      return null;
    }
    const probe = data.subarray(0, PROBE);
    if (isWorth(await deflate(probe, { level: 1 }), probe)) {
      const less = await deflate(data, { level: LEVEL });
      if (isWorth(less, data)) {
        this.#next = 1;
        return less;
      }
    }
    this.#unasked = this.#next;
    this.#next = Math.min(2 * this.#next, MOST_UNASKED);
    return null;
  }
}

function isWorth(less: Buffer, data: Buffer): boolean {
  return less.length <= WORTH * data.length;
}

/** The frame of a piece that was compressed; `offset` of its first byte in the file. */
export function packed(
  transfer: number,
  offset: number,
  less: Buffer,
): Frame & { type: 'deflated' } {
  const payload = Buffer.allocUnsafe(HEAD + less.length);
  payload.writeUInt32BE(transfer, 0);
  payload.writeUInt32BE(Math.floor(offset / TWO_32), 4);
  payload.writeUInt32BE(offset % TWO_32, 8);
  less.copy(payload, HEAD);
  return { type: 'deflated', payload };
}

/** What a DEFLATED carries: 1 to MOST_PIECE bytes; no more memory is used, whatever was sent. @throws BadFrame */
export function unpack(payload: Buffer): { transfer: number; offset: number; data: Buffer } {
  if (payload.length <= HEAD) throw new BadFrame('A DEFLATED is too short.');
  const offset = payload.readUInt32BE(4) * TWO_32 + payload.readUInt32BE(8);
  if (!Number.isSafeInteger(offset)) throw new BadFrame('An offset is beyond 2^53.');
  return { transfer: payload.readUInt32BE(0), offset, data: inflate(payload.subarray(HEAD)) };
}

function inflate(less: Buffer): Buffer {
  const { data, read } = inflated(less);
  if (read !== less.length) throw new BadFrame('Something follows the compressed bytes of a file.');
  if (data.length === 0) throw new BadFrame('A DEFLATED carries nothing.');
  return data;
}

/** `read`: how many of the bytes were needed. */
function inflated(less: Buffer): { data: Buffer; read: number } {
  try {
    const options = { maxOutputLength: MOST_PIECE, info: true };
    const { buffer, engine } = Info.parse(inflateRawSync(less, options));
    return { data: buffer, read: engine.bytesWritten };
  } catch (why) {
    throw new BadFrame(`The compressed bytes of a file are damaged: ${String(why)}`);
  }
}
