/** What an engine tells over time: one JSON text in each line. */
import { addAbortSignal, Readable } from 'node:stream';

/** A line is longer only where it is not an engine's. characters */
const MOST = 1024 * 1024;

/** The lines as they come, until the stream ends. @throws what broke the stream, also the signal's abort */
export async function* linesOf(
  stream: NodeJS.ReadableStream,
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (stream instanceof Readable) addAbortSignal(signal, stream);
  let text = '';
  for await (const chunk of stream) {
    text += chunk.toString();
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    if (text.length > MOST) throw new Error('the engine does not tell in lines');
    for (const line of lines) if (line.trim() !== '') yield line;
  }
}
