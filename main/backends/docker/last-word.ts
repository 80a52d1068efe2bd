/** What an agent wrote as its last word, read from the container after it has ended (agent/gamgui_agent/host/state.py). */
import { z } from 'zod';
import { SessionEnd } from '../../sessions/wire/messages';
import type { Engine } from './engine';

const PATH = '/session/s/state/end.json';
/** A tar's block; the name of the file is followed by its size, in octal digits. bytes */
const BLOCK = 512;
const SIZE = { from: 124, to: 136 };
/** More is no last word. bytes */
const MOST = 64 * 1024;

/** The last word, or null: there is none, as when the agent was killed. @throws Failure: the engine does not answer */
export async function lastWord(engine: Engine, container: string): Promise<SessionEnd | null> {
  const tar = await engine.ask(async (api) => {
    const stream = await api
      .getContainer(container)
      .getArchive({ path: PATH })
      .catch((error: unknown) => {
        if (Missing.safeParse(error).success) return null;
        throw error;
      });
    return stream === null ? null : await readAll(stream);
  });
  return tar === null ? null : wordIn(tar);
}

const Missing = z.object({ statusCode: z.literal(404) });

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    // Leaving the loop ends the stream.
    if (size > MOST) break;
  }
  return Buffer.concat(chunks);
}

/** The word in a tar of one file. */
export function wordIn(tar: Buffer): SessionEnd | null {
  const size = Number.parseInt(tar.toString('latin1', SIZE.from, SIZE.to), 8);
  if (!(size <= tar.length - BLOCK)) return null;
  try {
    return SessionEnd.parse(JSON.parse(tar.toString('utf8', BLOCK, BLOCK + size)));
  } catch {
    return null;
  }
}
