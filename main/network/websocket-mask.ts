/**
 * Stands for `bufferutil` in the bundle (setup/lib/aliases.mjs), which ws masks with where it finds it, and which is native
 * while the app is one bundle for all machines. ws by itself masks byte by byte: 1.5 ms for each MB that is sent, a tenth
 * of all that sending costs; by words it is 0.3 ms. https://github.com/websockets/bufferutil#api, RFC 6455 section 5.3
 */

/** bytes */
const WORD = 4;

/**
 * Writes `length` bytes of `source` to `output` from `offset` on, each XORed with its byte of the key of four bytes.
 * `source` and `output` may be the same.
 */
export function mask(
  source: Uint8Array,
  key: Uint8Array,
  output: Uint8Array,
  offset: number,
  length: number,
): void {
  const from = source.subarray(0, length);
  const to = output.subarray(offset, offset + length);
  // Words of both ends have to begin together; in the frames of an exec they do.
  const areEven = (from.byteOffset - to.byteOffset) % WORD === 0;
  const first = areEven ? Math.min(-from.byteOffset & (WORD - 1), length) : length;
  const words = Math.floor((length - first) / WORD);
  maskBytes(from, key, to, 0, first);
  maskWords(from, key, to, first, words);
  maskBytes(from, key, to, first + words * WORD, length);
}

/** Takes a mask off, in place: of frames from a server, which have none as a rule. */
export function unmask(buffer: Uint8Array, key: Uint8Array): void {
  mask(buffer, key, buffer, 0, buffer.length);
}

function maskWords(
  source: Uint8Array,
  key: Uint8Array,
  output: Uint8Array,
  start: number,
  words: number,
): void {
  if (words === 0) return;
  const from = new Uint32Array(source.buffer, source.byteOffset + start, words);
  const to = new Uint32Array(output.buffer, output.byteOffset + start, words);
  const turned = Uint8Array.from([0, 1, 2, 3], (at) => key[(start + at) % WORD] ?? 0);
  const [word = 0] = new Uint32Array(turned.buffer);
  for (let at = 0; at < words; at++) to[at] = (from[at] ?? 0) ^ word;
}

function maskBytes(
  source: Uint8Array,
  key: Uint8Array,
  output: Uint8Array,
  start: number,
  end: number,
): void {
  for (let at = start; at < end; at++) output[at] = (source[at] ?? 0) ^ (key[at % WORD] ?? 0);
}
