/** A file's text, piece by piece. */
import { setImmediate } from 'node:timers/promises';
import iconv from 'iconv-lite';
import type { CsvEncoding } from '../../preload/contract';
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

/**
 * Their text, with LF at the end of each line as Python reads it for GAM. What is wrong in it becomes U+FFFD.
 * https://docs.python.org/3/glossary.html#term-universal-newlines
 */
export async function* textOf(
  from: AsyncIterable<Buffer>,
  encoding: CsvEncoding,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  let endedInCr = false;
  for await (const piece of from) {
    const text = decoder.write(piece);
    if (text === '') continue;
    // The LF of a CRLF that was cut in two; its CR is an LF already.
    yield withLineFeeds(endedInCr && text.startsWith('\n') ? text.slice(1) : text);
    endedInCr = text.endsWith('\r');
  }
  yield decoder.end() ?? '';
}

/** The text with LF at the end of each line. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
