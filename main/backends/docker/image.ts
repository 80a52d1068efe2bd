/** The session image in an engine: there, or pulled, which is told while it lasts. */
import { z } from 'zod';
import { Failure } from '../../failure';
import type { Engine } from './engine';
import { isMissing, toFailure, words } from './failures';
import { linesOf } from './lines';
import { PullProgress } from './pulling';

/** What session images are labelled with (agent/Containerfile). */
const TITLE = 'org.opencontainers.image.title=GamGUI session';
/** A registry that says nothing for so long is given up. ms */
const SILENCE_MS = 60_000;

/** The image that sessions are made from: the one that is set, or else the newest session image that the engine has. @throws Failure `no-image` */
export async function imageFor(engine: Engine, set: string | null): Promise<string> {
  if (set !== null) return set;
  const filters = { label: [TITLE] };
  const images = await engine.ask((api) => api.listImages({ filters }));
  const [newest] = images.sort((a, b) => b.Created - a.Created);
  if (newest !== undefined) return newest.RepoTags?.[0] ?? newest.Id;
  const fix = 'Set K8S_IMAGE, or the image in the settings.';
  throw new Failure('no-image', 'No session image is set, and Docker has none.', fix);
}

/** Pulls the image unless it is there. `tell` hears how far it is. @throws Failure `image`, or the signal's reason */
export async function ensureImage(
  engine: Engine,
  image: string,
  tell: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  tell('image');
  if (await has(engine, image)) return;
  signal.throwIfAborted();
  try {
    await pull(engine, image, tell, signal);
  } catch (error) {
    signal.throwIfAborted();
    const why = toFailure(error);
    if (why.code === 'docker-away') throw why;
    const fix = 'Check the image in the settings, and that this computer may pull it.';
    throw new Failure('image', `The image ${words(image)} cannot be had: ${said(why)}.`, fix);
  }
}

function said({ message }: Failure): string {
  return message.replace(/^Docker [^:]*: /, '').replace(/\.$/, '');
}

async function has(engine: Engine, image: string): Promise<boolean> {
  try {
    await engine.ask((api) => api.getImage(image).inspect());
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const Line = z.object({
  id: z.string().optional(),
  status: z.string().default(''),
  progressDetail: z.object({ current: z.number(), total: z.number() }).partial().default({}),
  error: z.string().optional(),
});

async function pull(
  engine: Engine,
  image: string,
  tell: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const stream = await engine.ask((api) => api.pull(image, { abortSignal: signal }), SILENCE_MS);
  const progress = new PullProgress();
  for await (const text of linesOf(stream, signal)) {
    const line = Line.parse(JSON.parse(text));
    if (line.error !== undefined) throw new Failure('image', words(line.error));
    progress.take(line);
    tell(progress.text);
  }
}
