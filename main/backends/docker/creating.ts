/** Makes a session's volume and container and starts it, telling how far it is. */
import type Dockerode from 'dockerode';
import type { Progress, SessionSpec } from '../backend';
import { containerOf, needsNetwork } from './container';
import type { Engine } from './engine';
import { type CredentialsOf, giveCredentials } from './giving';
import { ensureImage, imageFor } from './image';
import { containerName, labels } from './names';
import { ensureNetwork } from './network';

/** What sessions are made with, as the settings say now. */
export interface ContainerSettings {
  /** The session image, or null: one that the engine has. */
  readonly image: string | null;
  readonly sizes: {
    readonly [size in SessionSpec['size']]: { readonly cpu: string; readonly memory: string };
  };
  /** The clock of sessions, an IANA name. */
  readonly timezone: string;
}

/** Steps of making a session: the engine answers, has the image, runs the container. */
const STEPS = 3;
/** A container's first start, on a slow disk. ms */
const PATIENCE_MS = 120_000;

/** Where it is made, and who hears of it. */
export interface CreatingParts {
  readonly engine: Engine;
  readonly owner: string;
  readonly settings: ContainerSettings;
  readonly credentials: CredentialsOf;
  readonly progress: (p: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Brings the image to the engine and says what is to be made there; nothing of the session is made yet.
 * @throws Failure with the reason in the engine's words
 */
export async function prepareSession(
  spec: SessionSpec,
  { engine, owner, settings, progress, signal }: CreatingParts,
): Promise<Dockerode.ContainerCreateOptions> {
  const step = (number: number, text: string) => {
    signal.throwIfAborted();
    progress({ step: number, of: STEPS, text });
  };
  step(1, 'asking Docker');
  const [{ cpus }, image] = await Promise.all([engine.facts(), imageFor(engine, settings.image)]);
  await ensureImage(engine, image, (text) => step(2, text), signal);
  step(STEPS, 'the container');
  const { sizes, timezone } = settings;
  return containerOf(spec, { image, owner, cpus, timezone, ...sizes[spec.size] });
}

/**
 * Resolves when the container runs. What it leaves when it fails or is given up, `remove` takes away.
 * @throws Failure with the reason in the engine's words
 */
export async function makeSession(
  spec: SessionSpec,
  container: Dockerode.ContainerCreateOptions,
  { engine, owner, credentials, signal }: CreatingParts,
): Promise<void> {
  if (needsNetwork(spec)) await ensureNetwork(engine);
  // Not given up half-way: whether there is something to remove must be known.
  await engine.ask(async (api) => {
    await api.createVolume({ Name: containerName(spec.id), Labels: labels(spec, owner) });
    await (await api.createContainer(container)).start();
  }, PATIENCE_MS);
  signal.throwIfAborted();
  await giveCredentials(spec, engine, credentials);
  signal.throwIfAborted();
}
