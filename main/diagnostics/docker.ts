/** Sessions in Docker: whether its engine is found and answers, and has the image and the network. */
import type { Outcome } from '../../preload/contract';
import { Engine } from '../backends/docker/engine';
import { isMissing } from '../backends/docker/failures';
import { imageFor } from '../backends/docker/image';
import { NETWORK } from '../backends/docker/names';
import { type EnginePlace, placeWords } from '../backends/docker/place';
import { Failure } from '../failure';
import { type Check, failedBy, passed, unchecked, warned } from './check';
import { commandField, shellLine } from './commands';

/** What is looked at. */
export interface DockerChecked {
  /** Null: there is none. @throws Failure: what is set cannot be used */
  engine(): EnginePlace | null;
  /** The image of the settings, or null. */
  image(): string | null;
}

export function dockerChecks(parts: DockerChecked): Check[] {
  let engine: Engine | null = null;
  const asking = async (look: (open: Engine) => Promise<Outcome>): Promise<Outcome> => {
    try {
      return engine === null ? unchecked('Docker was not found.') : await look(engine);
    } catch (thrown) {
      return dockerFailed(thrown);
    }
  };
  return [
    {
      id: 'found',
      title: 'Docker found',
      run: async ({ names }) => {
        try {
          const place = parts.engine();
          if (place === null) return unchecked('Docker was not found on this computer.');
          engine = await Engine.open(place);
          return passed(names.add('path', placeWords(place)));
        } catch (thrown) {
          return dockerFailed(thrown);
        }
      },
    },
    {
      id: 'answers',
      title: 'Docker answers',
      needs: 'found',
      run: () =>
        asking(async (open) => {
          const { version, cpus } = await open.facts();
          return passed(`${version}, ${cpus === 1 ? '1 CPU' : `${cpus} CPUs`}`);
        }),
    },
    {
      id: 'image',
      title: 'Image',
      needs: 'answers',
      run: ({ names }) =>
        asking(async (open) => {
          const image = names.add('image', await imageFor(open, parts.image()));
          return imageOutcome(
            image,
            await isThere(open.ask((api) => api.getImage(image).inspect())),
          );
        }),
    },
    {
      id: 'network',
      title: 'Network of sessions',
      needs: 'answers',
      run: () =>
        asking(async (open) => {
          const there = await isThere(open.ask((api) => api.getNetwork(NETWORK).inspect()));
          return passed(
            there ? NETWORK : `${NETWORK} is made with the first session that needs it`,
          );
        }),
    },
  ];
}

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Pure. */
function imageOutcome(image: string, there: boolean): Outcome {
  if (there) return passed(image);
  return warned({
    what: 'Not here yet',
    why: `The first session has to fetch ${image}, which takes a while.`,
    fix: 'Fetch it before:',
    ...commandField(shellLine('docker', 'pull', image)),
  });
}

/** Says what Docker’s own client says. */
const USUAL = ['docker', 'version'];
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'docker-away': ['sudo', 'systemctl', 'start', 'docker'],
  'docker-slow': ['sudo', 'systemctl', 'restart', 'docker'],
  'docker-context': ['docker', 'context', 'ls'],
  'docker-forbidden': ['ls', '-l', '/var/run/docker.sock'],
  'no-image': ['docker', 'images'],
};
const WHATS: Readonly<Record<string, string>> = {
  'docker-away': 'Not running',
  'docker-slow': 'It does not answer',
  'docker-forbidden': 'Not allowed',
  'no-image': 'None is set',
};

function dockerFailed(thrown: unknown): Outcome {
  if (!(thrown instanceof Failure)) throw thrown;
  const { code } = thrown;
  const command = shellLine(...(COMMANDS[code] ?? USUAL));
  return failedBy(thrown, WHATS[code] ?? 'It cannot be used', command);
}
