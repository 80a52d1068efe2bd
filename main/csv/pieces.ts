/** A file's text, piece by piece. */
import { setImmediate } from 'node:timers/promises';
import iconv from 'iconv-lite';
import type { CsvEncoding } from '../../preload/csv';
import type { LocalSource } from '../sessions/transfers/local-source';

/** How a file is gone through. */
export interface Course {
  /** Ends it; what it was waiting for then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how many bytes of how many are behind. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

/** Parsed at once, in bytes: a few milliseconds, since windows wait meanwhile. */
const PIECE = 65_536;

/** The bytes from an offset on. @throws Failure; the signal's reason */
export async function* pieces(
  source: LocalSource,
  start: number,
  { signal, progress }: Course,
): AsyncGenerator<Buffer> {
  for (let at = start; at < source.size; at += PIECE) {
    signal?.throwIfAborted();
    const read: Buffer[] = [];
    await source.read(at, Math.min(at + PIECE, source.size), (piece) => void read.push(piece));
    yield* read;
    progress?.(Math.min(at + PIECE, source.size), source.size);
    // Reads that are answered from memory alone would keep everything else from its turn.
    await setImmediate();
  }
}

/** The same bytes as UTF-8. What is wrong in them becomes U+FFFD. */
export async function* asUtf8(
  from: AsyncIterable<Buffer>,
  encoding: CsvEncoding,
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') return yield* from;
  const decoder = iconv.getDecoder(encoding);
  for await (const piece of from) yield Buffer.from(decoder.write(piece));
  yield Buffer.from(decoder.end() ?? '');
}
